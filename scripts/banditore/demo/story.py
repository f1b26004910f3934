"""The story's beginning: a town, its citizens, a broadcast that goes out once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.demo.phones import masked, phone
from banditore.demo.proofs import expect
from banditore.demo.stage import SOURCE
from banditore.demo.town import LEASE, copy_rules, drafts, spoilt

if TYPE_CHECKING:
    from banditore.demo.narrator import Narrator
    from banditore.demo.phones import Phones
    from banditore.demo.proofs import Proofs
    from banditore.demo.stage import Stage
    from banditore.demo.town import Draft
    from banditore.domain.service import Service

FIRST, SECOND, LEAVER, CURIOUS = (phone(number) for number in (1, 2, 3, 4))
QUESTION = "?"  # no command in any language
QUESTIONS = {
    "it": "Buongiorno, a che ora aprite domani?",
    "fr": "Bonjour, à quelle heure ouvrez-vous demain ?",
}


@dataclass
class Cast:
    """Who and what the story works with."""

    narrator: Narrator
    proofs: Proofs
    stage: Stage
    service: Service
    drafts: list[Draft]
    phones: Phones
    people: set[str] = field(default_factory=set)
    """Who must get the next broadcast."""
    preview: str = ""
    """What the reviewer of the first broadcast saw."""

    def live(self, *words: str) -> str:
        """Run a command, and show it with what it says."""
        self.narrator.command(words)
        said = self.stage.banditore(*words)
        self.narrator.quote(said)
        return said

    def word(self, command: str, language: str) -> str:
        """What the town teaches its citizens to write."""
        return self.service.commands[command][language][0]

    def writes(self, address: str, words: str) -> None:
        """A citizen texts the town."""
        self.narrator.tell(f"{masked(address).capitalize()} writes: {words}")
        self.phones.text(address, words)

    def merged(self, draft: Draft) -> None:
        """The office's pull request is approved and merged."""
        self.stage.merge({draft.path: draft.text}, f"messages: {draft.id}")
        self.narrator.commits(self.stage.new_commits())

    def expect_exactly(self, wanted: set[str], mark: int) -> None:
        """Each of these got one broadcast since `mark`, and nobody else got any."""
        got = self.phones.broadcasts(mark)
        twice, missed = [p for p in got if got[p] > 1], wanted - got.keys()
        expect(not twice, f"{len(twice)} phones got the same broadcast more than once")
        expect(not missed, f"{len(missed)} phones were forgotten")
        expect(got == Counter(wanted), "somebody got it who should not have")


CARRIER = {
    "simulator": "In this copy the provider is the simulator, which speaks Twilio's API,",
    "meta": "In this copy the provider is Meta: the simulator speaks its API, and brings what "
    "citizens write to a relay, another process, that can read nothing of it. Also",
}


def prepare(stage: Stage, narrator: Narrator, provider: str) -> tuple[Service, list[Draft]]:
    """Chapter 1, before there is a network: folders, rules, keys."""
    narrator.chapter("A town on this machine")
    stage.found()
    service = copy_rules(SOURCE, stage.office, provider)
    written = drafts(SOURCE, service, bootstrap.clock().now())
    narrator.tell(
        f"This is the service of {service.name}, with its own rules from policy/ and broadcasts "
        "from messages/. Everything is real but the phones: real commands, real git with an "
        f"origin of its own, real encryption, and a WhatsApp network simulated on this machine. "
        f"{CARRIER[provider]} the town sends 40 messages a second, and "
        f"a run counts as dead after {LEASE} "
        "seconds of silence. The broadcasts are dated today and due at once: their names and "
        "expiry dates moved by the same number of days. Their words keep the dates they had."
    )
    narrator.command(("keys", "init", "--live", "--out", "…/keys"))
    copy = ("--recovery", str(stage.keys / "recovery.key"))
    stage.banditore("keys", "init", "--live", "--out", str(stage.keys), *copy)
    stage.take_key()
    stage.merge({}, "the town's rules, templates and keys")
    narrator.commits([(subject, folders(files)) for subject, files in stage.new_commits()])
    return service, written


def templates(cast: Cast) -> None:
    """Chapter 1, the network is there: what WhatsApp must approve beforehand."""
    cast.narrator.command(("templates", "push", "--live"))
    said = cast.stage.banditore("templates", "push", "--live")
    cast.narrator.quote("\n".join(line for line in said.splitlines() if "\t" not in line))


def joining(cast: Cast) -> None:
    """Chapter 2."""
    narrator, languages = cast.narrator, cast.service.languages
    narrator.chapter("Citizens write to the town")
    for address, language in ((FIRST, 0), (SECOND, -1), (LEAVER, 0)):
        cast.writes(address, cast.word("subscribe", languages[language]))
    cast.writes(CURIOUS, QUESTIONS.get(languages[0], QUESTION))
    cast.people = {FIRST, SECOND, LEAVER}
    carded = cast.service.contact_card is not None
    with cast.proofs.prove("Who joined was confirmed once; who asked was only answered."):
        cast.live("sync", "--live")
        answers = [len(cast.phones.screen(p)) for p in (FIRST, SECOND, LEAVER, CURIOUS)]
        expect(answers == [1] * 4, "not everybody who wrote was answered exactly once")
        counted = cast.stage.banditore("subscribers")
        expect(re.search(r"subscribers +3$", counted.strip()), "the list holds others than joined")
        cards = [len(cast.phones.cards(p)) for p in (FIRST, SECOND, LEAVER, CURIOUS)]
        wanted = [1, 1, 1, 0] if carded else [0] * 4
        expect(cards == wanted, "not everybody who joined got the town's contact card once")
    narrator.tell("Committed, before any answer left, and again when all were answered:")
    narrator.commits(cast.stage.new_commits())
    for address, most in ((FIRST, 99), (SECOND, 6), (CURIOUS, 6)):
        narrator.screen(masked(address), cast.phones.screen(address)[0], most=most)
        for contact in cast.phones.cards(address) if address == FIRST else []:
            narrator.screen("and a contact card: one tap saves the number", contact)
    narrator.command(("subscribers",))
    narrator.quote(counted)


def reviewing(cast: Cast) -> None:
    """Chapter 3."""
    draft, narrator, stage = cast.drafts[0], cast.narrator, cast.stage
    narrator.chapter("A clerk writes, a colleague reviews")
    narrator.tell(
        f"The office proposes {draft.path}. The reviewer sees what phones will show, character "
        "by character, in each language:"
    )
    stage.write({draft.path: draft.text})
    cast.preview = stage.banditore("preview")
    narrator.command(("preview",))
    narrator.screen("the reviewer's page", cast.preview, most=20)


def correcting(cast: Cast) -> None:
    """Chapter 7, its second half: while the lease of the dead run lasts, a broken file."""
    draft, narrator, stage = cast.drafts[1], cast.narrator, cast.stage
    narrator.tell(
        f"Meanwhile the office writes {draft.path}, with a misspelt word and an impossible date. "
        "The pull request's check marks them on their lines, in the language of the staff:"
    )
    with cast.proofs.prove("A broken file is stopped in review, with line and column."):
        stage.write({draft.path: spoilt(draft, cast.service.languages[0])})
        narrator.command(("check",))
        said = stage.banditore("check", draft.path, code=10)
        narrator.quote(said)
        places = re.findall(rf"(?m)^{re.escape(draft.path)}:\d+:\d+ ", said)
        expect(len(places) > 1, "the check did not name the places of the mistakes")
    narrator.tell("Corrected:")
    with cast.proofs.prove("The corrected file passes."):
        stage.write({draft.path: draft.text})
        narrator.command(("check",))
        narrator.quote(stage.banditore("check", draft.path))


def sending(cast: Cast) -> None:
    """Chapter 4."""
    draft, narrator = cast.drafts[0], cast.narrator
    narrator.chapter("Merged: it goes out")
    narrator.tell("The colleague approves and merges. Merging sends.")
    cast.merged(draft)
    cast.stage.git(cast.stage.folder, "clone", "-q", cast.stage.origin.as_uri(), "old-checkout")
    mark, count = cast.phones.mark(), len(cast.people)
    with cast.proofs.prove("The broadcast reached each subscriber once, in their language."):
        cast.live("publish", "--live")
        cast.expect_exactly(cast.people, mark)
        texts = {cast.phones.screen(p)[-1] for p in cast.people}
        spoken = {cast.service.languages[0], cast.service.languages[-1]}
        expect(len(texts) == len(spoken), "not everybody was sent their own language")
    with cast.proofs.prove("The phones show, character by character, what the reviewer saw."):
        for text in texts:
            page = "\n".join(f"  │ {line}".rstrip() for line in text.splitlines())
            expect(page in cast.preview, "a phone shows something else than the preview")
    narrator.commits(cast.stage.new_commits())
    narrator.tell(
        f"The receipt says in counts what happened ({count} people), and names nobody. It is what "
        "keeps the broadcast from going out again. The screens now:"
    )
    narrator.screen(masked(FIRST), cast.phones.screen(FIRST)[-1])
    narrator.screen(masked(SECOND), cast.phones.screen(SECOND)[-1], most=5)


def again(cast: Cast) -> None:
    """Chapter 5."""
    cast.narrator.chapter("Run again, and run from an old checkout")
    mark = cast.phones.mark()
    with cast.proofs.prove("A second run sends nothing."):
        cast.live("publish", "--live")
        expect(not cast.phones.log(mark), "the second run sent something")
    cast.narrator.tell("A clone from before the receipt was written, as a re-run job has it:")
    with cast.proofs.prove("A run from an old checkout sends nothing."):
        cast.narrator.command(("publish", "--live"))
        cast.narrator.quote(cast.stage.banditore("publish", "--live", where=cast.stage.old))
        expect(not cast.phones.log(mark), "the run from an old checkout sent something")


def leaving(cast: Cast) -> None:
    """Chapter 9."""
    narrator, draft = cast.narrator, cast.drafts[1]
    narrator.chapter("Somebody leaves")
    cast.writes(LEAVER, cast.word("unsubscribe", cast.service.languages[0]))
    cast.people.discard(LEAVER)
    narrator.tell("No sync has run since. A broadcast that is merged now looks at the inbox first:")
    cast.merged(draft)
    mark = cast.phones.mark()
    with cast.proofs.prove("Who left gets a goodbye, and nothing more."):
        cast.live("publish", "--live")
        cast.expect_exactly(cast.people, mark)
        rows = [row for row in cast.phones.log(mark) if row["to"] == LEAVER]
        expect(len(rows) == 1 and not rows[0]["template"], "the leaver got no goodbye, or more")
    narrator.commits(cast.stage.new_commits())
    narrator.screen(masked(LEAVER), cast.phones.screen(LEAVER)[-1])


def folders(files: object) -> list[str]:
    """Files by folder, where there are several in one."""
    assert isinstance(files, list)  # noqa: S101 - see Stage.new_commits
    counts = Counter(name.rpartition("/")[0] or name for name in files)
    return [name if n == 1 else f"{name}/ ({n} files)" for name, n in counts.items()]
