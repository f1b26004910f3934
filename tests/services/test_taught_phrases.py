"""Every phrase that anything of ours teaches is read as what it is said to do.

The phrases are found in what is rendered: words in capitals, with what the sentence around them
says that they do. A text that teaches a phrase in a way that nothing here understands fails, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from banditore.adapters.worktree import WorkTree
from banditore.domain.commands import Command, CommandReader
from banditore.domain.office.letters import KINDS as LETTERS
from banditore.domain.office.letters import letter_path, written
from banditore.domain.texts.pages.invitation import snippet
from banditore.domain.texts.replies import samples_of, values_of
from banditore.services.letters import load_letter
from conversation import town_of
from html_pages import Page
from invitations import OURS, PRESS, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.services.town import Town

ROOT = Path(__file__).parents[2]
RULES = {
    "as the town has it": (),
    "with a word to confirm": (("opt_in", "double"), ("new_notice", "ask")),
}
STAFF = (
    "README.md",
    "messages/README.md",
    *(f"docs/office{one}md" for one in (".", ".it.", ".fr.")),
)
CAPITAL = "A-ZÀ-ÖØ-Þ"
PHRASE = re.compile(
    rf"(?<![\w.…/-])(?:[{CAPITAL}]+['\u2019 ])*"
    rf"[{CAPITAL}]{{2,}}(?:['\u2019 ]+[{CAPITAL}]+)*(?![\w-])"
)
TEACHES = re.compile(
    r"\b(scriv\w+|écri\w+|rispond\w+|répond\w+|texts?|writes?|parol[ae]|mots?|words?)\b"
    r"[^.\n]{0,30}$",
    re.IGNORECASE,
)
"""What stands before a phrase is an order to write it."""
NO_PHRASES = frozenset(
    {"GDPR", "RGPD", "QR", "DPO", "PDF", "SVG", "UE", "CSV", "YAML", "HTTP", "WHATSAPP"}
)
EFFECTS = {
    "join": r"\biscriv|iscriversi|inscrire|ricevere gli avvisi|accettar|accepter|"
    r"cambi\w* (idea|d'idée)|changez d'idée|\bjoins?\b|già scritt|déjà écrit|accett\w+ la versione|"
    r"accepte la nouvelle|accepts the new|dal nuovo|depuis le nouveau|from the new|lo dai|"
    r"vous le donnez|senza altro|sans rien d'autre|pour recevoir|per ricevere gli|dichiari",
    "leave": r"non ricever\w+ (più|altri)|cancellar|smett|ne plus (rien )?recevoir|désinscrire|"
    r"\barrêt|non sei d'accordo|pas d'accord|revoc|\bleaves?\b|in ogni momento|à tout moment|"
    r"già cancellato|retirer votre consentement|dal vecchio|de l'ancien|from the old|désinscri",
    "choose": r"sceglier|choisir|chooses?\b",
    "add": r"aggiung|ajoute|on top|joins for that",
    "drop": r"toglie|enlève|l'enlever|drops",
    "access": r"che cosa conserviamo|ce que nous conservons|asks what is kept|is kept of them|dati",
    "confirm": r"per confermare|pour confirmer|is first asked",
    "language": r"the language",
    "help": r"\bhelp\b|il codice|un code|aiuto|mostra|montre|show",
}


@dataclass(frozen=True)
class Taught:
    """A phrase, and what is said of it."""

    phrase: str
    says: frozenset[str]
    sentence: str


def taught(text: str, known: CommandReader, names: frozenset[str]) -> Iterator[Taught]:
    """All phrases of a text. `names`: of categories, which stand there for themselves."""
    heading = ""
    for sentence in re.split(r"(?<=[.;!?])\s+|(?<!:)\n\s*\n|\n(?=[•*|#>-])", text):
        flat = " ".join(sentence.split())
        found = [m for m in PHRASE.finditer(flat) if _means(m, flat, known, names)]
        heading = flat if flat.startswith("#") else heading
        says = _effects(flat) or _effects(heading)
        yield from (Taught(match[0], says, flat) for match in found)


def _effects(text: str) -> frozenset[str]:
    told = _without_phrases(text)
    return frozenset(what for what, words in EFFECTS.items() if _last(words, told) >= 0)


def _without_phrases(text: str) -> str:
    """What MI ISCRIVO does must be said by other words than its own."""
    return PHRASE.sub(lambda match: "…" * len(match[0]), text)


def on_paper(text: str, known: CommandReader, names: frozenset[str]) -> Iterator[Taught]:
    """The same where layout cuts sentences: the last word before a phrase says what it does.

    Nothing before it: then it is what the whole paper invites to.
    """
    for match in PHRASE.finditer(text):
        if _means(match, text, known, names):
            before = _without_phrases(text[: match.start()])
            ends = {what: _last(words, before) for what, words in EFFECTS.items()}
            nearest = max(ends, key=lambda what: ends[what])
            says = nearest if ends[nearest] >= 0 else "join"
            yield Taught(match[0], frozenset({says}), before[-99:])


def _last(words: str, text: str) -> int:
    return max((match.end() for match in re.finditer(words, text, re.IGNORECASE)), default=-1)


def _means(match: re.Match[str], text: str, known: CommandReader, names: frozenset[str]) -> bool:
    phrase = match[0]
    if phrase in names or phrase in NO_PHRASES:
        return False
    ordered = TEACHES.search(text[: match.start()])
    return bool(ordered) or known.read(phrase).kind != "nothing"


def effects(command: Command, town: Town, phrase: str) -> set[str]:
    """What the program makes of it, in the words of `EFFECTS`."""
    if town.service.consent.confirmed_in(phrase):
        return {"confirm"}
    match command.kind:
        case "subscribe":
            return {"join", "add"} if command.categories else {"join"}
        case "unsubscribe":
            return {"leave"}
        case "choose":
            return {"choose", {"set": "only", "add": "add", "remove": "drop"}[command.mode]}
    return {command.kind}


def rendered(town: Town) -> dict[str, str]:
    """What citizens read, by its name."""
    service, files = town.service, WorkTree(ROOT)
    found = {}
    for kind, language in town.replies.templates:
        values = samples_of(service, kind, language)
        found[f"{kind} {language}"] = town.replies.render(kind, language, **values)
    for language, notice in town.notices.items():
        found[f"notice {language}"] = notice.text
        values = values_of(service, notice)
        for kind, names in LETTERS.items():
            template = load_letter(files, kind, language, service)
            found[letter_path(kind, language)] = written(
                template, dict.fromkeys(names, "…") | values
            )
    for path in (ROOT / "messages/templates").glob("*/*.j2"):
        found[f"{path.parent.name} {path.stem}"] = re.sub(r"\{\{.*?\}\}", "…", path.read_text())
    return found


def invited() -> dict[str, str]:
    """What a site shows to who may join, as it is seen."""
    found = {}
    for language, invitation in OURS.items():
        page = Page(snippet(invitation, PRESS.code(invitation.link)).replace("<br>", " "))
        found[f"snippet {language}"] = "\n\n".join(
            one.text for one in page.all("p", "li", "h2", "h3", "a")
        )
    return found


def compared(
    town: Town, texts: dict[str, str], found_in: Callable[..., Iterator[Taught]] = taught
) -> list[tuple[str, str]]:
    """Asserts that each phrase is read as is said; those, and where they stand."""
    reader = CommandReader(town.service)
    names = frozenset(
        name for one in town.service.categories.values() for name in one.names.values()
    )
    done = []
    for place, text in texts.items():
        for one in found_in(text, reader, names):
            does = effects(reader.read(one.phrase), town, one.phrase)
            assert "nothing" not in does, (place, one)
            assert does & one.says or (place in STAFF and not one.says), (place, one, does)
            done.append((one.phrase, place))
    return done


@pytest.mark.parametrize(
    "wrong",
    [
        "Per iscriverti scrivi MI CANCELLO.",
        "Per cancellarti scrivi MI ISCRIVO.",
        "Per scegliere scrivi MI CANCELLO.",
        # Not understood at all: a category that there is not, a word of fantasy.
        "Per scegliere scrivi SOLO POMODORI.",
        "Pour vous inscrire, écrivez INSCRIVONS.",
        # Nothing says what it does.
        "Prova a scrivere MI ISCRIVO.",
    ],
)
def test_a_text_that_teaches_something_else_would_be_noticed(wrong: str) -> None:
    with pytest.raises(AssertionError):
        compared(town_of((), ""), {"a poster": wrong})


@pytest.mark.parametrize("rules", RULES.values(), ids=list(RULES))
def test_what_replies_notices_letters_and_broadcasts_teach(
    rules: tuple[tuple[str, str], ...],
) -> None:
    town = town_of(rules, "")
    done = compared(town, rendered(town))
    phrases = {phrase for phrase, _ in done}

    assert phrases >= {"SOLO EMERGENZE", "BASTA EVENTI", "MI ISCRIVO EVENTI", "I MIEI DATI"}
    assert phrases >= {"SEULEMENT URGENCES", "SANS ÉVÉNEMENTS", "MES DONNÉES", "STOP"}
    # Each answer that offers a way offers it in both languages.
    assert len([1 for _, place in done if " it" in place]) > 20


def test_what_the_town_s_site_teaches() -> None:
    done = compared(town_of((), ""), invited(), on_paper)

    assert {phrase for phrase, _ in done} >= {"MI ISCRIVO", "SOLO EMERGENZE", "JE M'INSCRIS"}


@pytest.mark.thorough
@pytest.mark.parametrize("sheet", ["poster-a4", "poster-a5", "card"])
@pytest.mark.parametrize("language", OURS)
def test_what_paper_teaches(sheet: str, language: str) -> None:
    printed = pdf(sheet, OURS[language])  # type: ignore[arg-type]
    spoken = "\n\n".join(element.alt for element in printed.structure)
    town = town_of((), "")
    assert compared(town, {sheet: printed.text.replace("\u2019", "'")}, on_paper)
    assert compared(town, {"code": spoken})
    for code in printed.codes(4.0):
        (words,) = parse_qs(urlsplit(code.text).query)["text"]
        assert CommandReader(town.service).read(words).kind == "subscribe"


@pytest.mark.parametrize("path", STAFF)
def test_what_is_written_for_staff(path: str) -> None:
    """There a phrase may stand without what it does; commands of a shell are none."""
    text = re.sub(r"(?s)```.*?```", "", (ROOT / path).read_text())
    text = re.sub(r"`[^`\n]*[a-z][^`\n]*`", "…", text)
    text = re.sub(r"\[[^]]*\]\([^)]*\)", "…", text)
    compared(town_of((("opt_in", "double"),), ""), {path: text.replace("`", "").replace("*", "")})


@pytest.mark.parametrize("language", ["it", "fr"])
def test_a_link_that_anybody_taps_holds_words_that_join(language: str) -> None:
    (words,) = parse_qs(urlsplit(OURS[language].link).query)["text"]
    read = CommandReader(town_of((), "").service).read(words)

    assert (read.kind, read.language, read.categories) == ("subscribe", language, None)
