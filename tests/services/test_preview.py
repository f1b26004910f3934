"""The preview is what the phone shows, and nothing in it is obeyed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

from banditore.adapters.yaml_files import YamlDocuments
from banditore.services.checking.preview import Preview, as_data, as_markdown, as_text, previews
from drafts import GOOD, PATH, town_files
from fakes import FakeFiles

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
OLD = "messages/2026/2026-11-20-vecchia.yaml"


def receipt(category: str, day: str, audience: int) -> str:
    return f"category: {category}\nclosed_at: {day}T10:00\naudience: {audience}\n"


RECEIPTS = FakeFiles(
    {
        "messages/receipts/2026-11-01-a.yaml": receipt("info", "2026-11-01", 90),
        "messages/receipts/2026-11-20-b.yaml": receipt("info", "2026-11-20", 3396),
        "messages/receipts/2026-11-21-c.yaml": receipt("eventi", "2026-11-21", 5),
    }
)


def of(text: str = GOOD, state: FakeFiles = RECEIPTS, now: datetime = NOW) -> list[Preview]:
    files = town_files({PATH: text, OLD: GOOD})
    return previews(files, town_files({OLD: GOOD}), state, YamlDocuments(), now=now)


def test_the_text_form_is_exactly_this() -> None:
    (one,) = of()
    length = len(one.broadcast.rendered["it"].text)
    expected = f"""\
2026-11-23-prova
  categoria: info (INFO COMUNE / INFO COMMUNE)
  invio: appena approvata
  scadenza: 2026-11-24 12:00
  destinatari: 3396 l'ultima volta; l'invio dura circa 170 s
  costo: circa 101.88 USD (utility, prezzi del 2026-06-30)

  it · {length}/1024 caratteri · NAME
  │ Comune di Gressan \N{EN DASH} INFO COMUNE
  │
  │ *Acqua sospesa a Chevrot*
  │
  │ Il Comune informa:
  │
  │ Martedì 24 novembre 2026 l'acqua sarà sospesa dalle 8:30 alle 12:30 nella frazione.
  │
  │ • I lavori durano 4 ore.
  │
  │ Questo numero invia soltanto avvisi: per le tue richieste rivolgiti agli uffici comunali. \
Per non ricevere più questi messaggi scrivi MI CANCELLO.
"""

    shown = as_text([one], "it", ["it"])

    assert re.sub(r"avviso_it_3p_[0-9a-f]{8}", "NAME", shown) == expected


def test_only_what_is_new_or_changed_is_shown_unless_asked() -> None:
    files, base = town_files({PATH: GOOD, OLD: GOOD}), town_files({OLD: GOOD})

    def ids(**wanted: object) -> list[str]:
        found = previews(files, base, None, YamlDocuments(), now=NOW, **wanted)  # type: ignore[arg-type]
        return [one.broadcast.id for one in found]

    assert ids() == ["2026-11-23-prova"]
    assert ids(everything=True) == ["2026-11-20-vecchia", "2026-11-23-prova"]
    assert ids(ids=["2026-11-20-vecchia"]) == ["2026-11-20-vecchia"]


def test_a_good_broadcast_is_shown_beside_a_bad_one() -> None:
    bad = "messages/2026/2026-11-22-rotta.yaml"
    files = town_files({PATH: GOOD, bad: "category: [\n"})

    shown = previews(files, None, None, YamlDocuments(), now=NOW)

    assert [one.broadcast.id for one in shown] == ["2026-11-23-prova"]


def test_in_markdown_the_message_reads_as_on_the_phone_and_breaks_out_of_nothing() -> None:
    nasty = "</blockquote> ``` ## ![x](//y) <!-- @mayor ::error::no | [a](b) <b>c</b>"
    (one,) = of(GOOD.replace("nella frazione.", nasty))

    page = as_markdown([one], "it")

    quote = [line for line in page.splitlines() if line.startswith("> ")]
    words = [unescape(line[2:].removesuffix("<br>")) for line in quote]
    sent = [line for text in one.broadcast.rendered.values() for line in text.text.splitlines()]
    assert words == sent
    untrusted = "".join(line[2:].removesuffix("<br>") for line in quote)
    assert not re.search(r"[<>`*\[\]!@|:_]", untrusted)


def test_a_first_broadcast_of_a_category_says_that_its_reach_is_unknown() -> None:
    (one,) = of(state=FakeFiles())

    assert one.people is None
    assert "non ancora noti" in as_text([one], "it")
    assert "costo" not in as_text([one], "it")


def test_what_it_costs_is_told_by_the_templates_category() -> None:
    event = GOOD.replace("category: info", "category: info\ntemplate: evento").replace(
        "  testo:", "  quando: sabato 28\n  dove: in piazza\n  testo:"
    )
    (one,) = of(event)

    assert "circa 234.66 USD (marketing," in as_text([one], "it")


def test_prices_of_more_than_half_a_year_ago_are_told_to_be_old() -> None:
    (one,) = of(now=datetime(2027, 1, 2, tzinfo=UTC))

    assert "prezzi di oltre sei mesi fa" in as_text([one], "it")


def test_a_program_gets_the_same() -> None:
    (one,) = of()
    data = as_data(one)

    assert data["expires_at"] == datetime(2026, 11, 24, 11, tzinfo=UTC).isoformat()
    assert (data["people"], data["seconds"]) == (3396, 170)
    assert data["cost"] == "101.8800"
