"""The story's end: a machine dies half-way, the next run goes on, and a search for numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.demo.leaks import everything, planted, search
from banditore.demo.phones import phone
from banditore.demo.proofs import expect
from banditore.demo.town import LEASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.demo.story import Cast

CROWD = 40
DIES_AFTER = 15  # messages that the network accepted
SLOWNESS = 1.0  # seconds until the network answers
PATIENCE = 60.0


def dying(cast: Cast) -> int:
    """Chapter 6. Returns the place in the network's order where the broadcast began."""
    narrator, draft = cast.narrator, cast.drafts[-1]
    narrator.chapter("A machine dies half-way")
    _crowd(cast)
    cast.merged(draft)
    mark = cast.phones.mark()
    cast.phones.slow(SLOWNESS)
    with cast.proofs.prove("A run killed half-way leaves its claim at the origin."):
        narrator.command(("publish", "--live"))
        process = cast.stage.start("publish", "--live")
        narrator.wait("sending", lambda: _sent(cast, mark) >= DIES_AFTER, PATIENCE)
        process.kill()
        narrator.quote(cast.stage.finish(process))
        sent = _sent(cast, mark)
        expect(0 < sent < len(cast.people), "the run was not killed half-way")
        expect(cast.stage.claims() == [f"sending/{draft.id}"], "the claim is not at the origin")
    cast.phones.quick()
    narrator.tell(
        f"kill -9, when {sent} of {len(cast.people)} phones had it. For some of them the answer "
        "never came back: the dead run could not know whether they were reached. What it knew "
        f"lies sealed on the branch sending/{draft.id}."
    )
    return mark


def meanwhile(cast: Cast, mark: int) -> str:
    """Chapter 7. Returns the phone of who left before their turn came."""
    narrator, reached = cast.narrator, cast.phones.broadcasts(mark)
    narrator.chapter("While nobody is at the wheel")
    hasty = max(cast.people - reached.keys())
    narrator.tell("Who has not got it yet changes their mind:")
    cast.writes(hasty, cast.word("unsubscribe", cast.service.languages[0]))
    cast.live("sync", "--live")
    narrator.command(("status",))
    narrator.quote(cast.stage.banditore("status"))
    return hasty


def resuming(cast: Cast, mark: int, hasty: str) -> None:
    """Chapter 8."""
    narrator, draft = cast.narrator, cast.drafts[-1]
    narrator.chapter("The next run goes on")
    narrator.tell(
        f"The next run waits until the dead one has been silent for {LEASE} seconds: it might "
        "still be alive. Then it asks the network's log about everybody in doubt, and sends to "
        "the rest."
    )
    narrator.command(("publish", "--live"))
    with cast.proofs.prove("A killed run is resumed: nobody twice, nobody forgotten."):
        process = cast.stage.start("publish", "--live")
        narrator.wait("the next run waits, then sends", _ended(process.poll), LEASE + PATIENCE)
        narrator.quote(cast.stage.finish(process))
        expect(process.returncode == 0, f"the run that goes on ended with {process.returncode}")
        cast.expect_exactly(cast.people - {hasty}, mark)
        expect(not cast.stage.claims(), "the claim was not given back")
    cast.people.discard(hasty)
    with cast.proofs.prove("The receipt adds up: everybody has an outcome."):
        path = f"messages/receipts/{draft.id}.yaml"
        receipt = cast.stage.at_origin(cast.service.state_branch, path)
        numbers = {key: int(n) for key, n in re.findall(r"(?m)^(\w+): (\d+)$", receipt)}
        audience = numbers.pop("audience", 0)
        expect(audience == len(cast.people) + 1 == sum(numbers.values()), "it does not add up")
        expect(numbers.get("left") == 1, "the receipt does not count who left")
    narrator.commits(cast.stage.new_commits()[-1:])
    narrator.quote("\n".join(re.findall(r"(?m)^\w+: (?:\d+|\w+)$", receipt)))


def searching(cast: Cast) -> None:
    """Chapter 11."""
    narrator = cast.narrator
    narrator.chapter("Whoever looks for a number")
    places = everything(cast.stage, narrator.said)
    size = sum(len(content) for content in places.values()) / 1_000_000
    narrator.tell(
        f"Searched: {len(cast.phones.numbers)} phones in any spacing, every message id, any "
        "secret key, and anything that looks like a phone number. Where: "
        f"{len(places)} places ({size:.1f} MB), every git object, also those no branch leads to, "
        "every file of all clones, everything that was printed. Only the town's own number, "
        f"{cast.service.number}, may appear: it is public."
    )
    with cast.proofs.prove("No citizen's number is in the repository, git or the output."):
        patterns = planted(cast.phones)
        control = {"control": phone(1).encode()}
        expect(search(control, patterns, cast.service.number), "the search finds nothing at all")
        found = search(places, patterns, cast.service.number)
        expect(not found, f"a number stands in {', '.join(found)}")


def _crowd(cast: Cast) -> None:
    """Forty are in the audience now."""
    narrator = cast.narrator
    crowd = [phone(number) for number in range(101, 101 + CROWD - len(cast.people))]
    languages = cast.service.languages
    words = [cast.word("subscribe", language) for language in (languages[0], languages[-1])]
    for number, address in enumerate(crowd):
        cast.phones.text(address, words[number % 2])
    cast.people.update(crowd)
    narrator.tell(f"{len(crowd)} more citizens join.")
    cast.live("sync", "--live")
    cast.stage.new_commits()


def _sent(cast: Cast, mark: int) -> int:
    return cast.phones.broadcasts(mark).total()


def _ended(poll: Callable[[], int | None]) -> Callable[[], bool]:
    return lambda: poll() is not None
