"""However syncs, the office and new keys cross each other, it is as if one followed another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count, permutations
from typing import TYPE_CHECKING, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.domain.keys.chain import BASE
from banditore.domain.keys.keyring import Keyring
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Inbound
from banditore.domain.office.importing import Origin
from banditore.domain.office.lists import Person
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.keeping.anchoring import Anchored, Patched
from banditore.services.keeping.keyring import Keyrings
from banditore.services.keeping.rotation import Rotation
from banditore.services.office import forms, rights
from banditore.services.office.office import Office
from banditore.services.receiving.inbound import Desk, pull_and_apply
from crier import phone
from fakes import FakeClock, FakeFiles, FakeKeyrings, FakeProvider, FakeRepository, FakeVault
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.ports import EpochKeys

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
WHY = "prot. 1"
Kind = Literal["sync", "erase", "remove", "restrict", "add", "import", "rotate"]
LETTERS = {"policy/letters/erasure.it.j2": "{{ town }}", "policy/x": "y"}


@dataclass(frozen=True)
class Act:
    """What one run does. `number`: whom it is about, or how much of the inbox it sees."""

    kind: Kind
    number: int
    name: str = ""


class StandingClock(FakeClock):
    """No time passes: what differs, differs by the order."""

    def sleep(self, seconds: float) -> None:
        pass


class Place:
    """A list with two people, its keys, and citizens' texts that wait at the provider."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self.texts = texts
        self.clock = StandingClock(NOW)
        self.kept = FakeKeyrings(self.clock.now)
        self.keys = (f"AGE-SECRET-KEY-1{number:058d}" for number in count(1))
        first = next(self.keys)
        people = {phone(n): subscriber(n) for n in range(2)}
        known = SubscriberList(b"k" * 32, NOW - timedelta(days=2), people, working_keys=("W0",))
        store = self.store_of(FixedKeys((first,)))
        base = Patched(FakeFiles(), store.found(known)).read(BASE)
        assert base is not None
        self.origin = FakeRepository({"main": {BASE: base, **LETTERS}})
        files = self.origin.tip("main")
        assert files is not None
        self.run().keyrings.found(Keyring((first,), store.head(files)))

    def store_of(self, keys: EpochKeys) -> AgeSubscriberStore:
        return AgeSubscriberStore(keys, FakeVault, self.clock.now)

    def run(self) -> Rotation:
        """A run of its own: it knows what lies there, and nothing else."""
        ring = Keyrings(lambda: self.kept, FakeVault("long-lived"), self.clock, str)
        return Rotation(
            origin=self.origin,
            state="main",
            main="main",
            store=self.store_of(ring),
            store_of=self.store_of,
            keyrings=ring,
            clock=self.clock,
            new_key=lambda: next(self.keys),
        )

    def do(self, act: Act) -> None:
        """One run, whole."""
        run = self.run()
        anchored = Anchored(self.origin, "main", run.store, run.keyrings)
        if act.kind == "rotate":
            run.rotate()
        elif act.kind == "sync":
            pull_and_apply(self._desk(act, run, anchored))
        else:
            self._office(act, run, anchored)

    def _desk(self, act: Act, run: Rotation, anchored: Anchored) -> Desk:
        provider = FakeProvider(self.clock)
        provider.inbox += [
            Inbound(
                f"SM{number:032x}", phone(who), NOW - timedelta(minutes=30 - number), "text", text
            )
            for number, (who, text) in enumerate(self.texts[: act.number + 1])
        ]
        return Desk(town(), anchored, run.store, provider, self.clock, "run", lambda: "id")

    def _office(self, act: Act, run: Rotation, anchored: Anchored) -> None:
        office = Office(
            town=town(),
            files=self.origin.tip("main") or FakeFiles(),
            repository=anchored,
            store=run.store,
            clock=self.clock,
            rotate=run.rotate,
            by=act.name,
            new_id=(f"{act.name}-{number}" for number in count()).__next__,
        )
        who = phone(act.number)
        form = forms.Form(date(2026, 11, 22), "it", frozenset({"info"}), "1")
        origin = Origin(act.name, NOW - timedelta(days=1), "", frozenset({"info"}))
        everybody = [Person(phone(number), "") for number in range(act.number, 4)]
        acts: dict[Kind, Callable[[], object]] = {
            "erase": lambda: rights.erase(office, who, WHY, "it"),
            "remove": lambda: rights.remove(office, who, WHY, live=True),
            "restrict": lambda: rights.restrict(office, who, WHY, "restricted", live=True),
            "add": lambda: forms.enter(office, who, form, WHY, live=True),
            "import": lambda: forms.take_over(
                office, everybody, origin, WHY, again=False, live=True
            ),
        }
        acts[act.kind]()

    def state(self) -> object:
        """The list as a fresh run sees it, less what each run names by chance."""
        run = self.run()
        tip = self.origin.tip("main")
        assert tip is not None
        held = run.store.load(tip)
        return (
            {address: replace(one, id="") for address, one in held.subscribers.items()},
            held.seen,
            held.replies,
            held.courtesy,
            held.talk,
            held.moves,
            Counter((one.what, one.by, one.count) for one in held.audit.values()),
        )


def subscriber(number: int) -> Subscriber:
    consent = Consent(NOW - timedelta(days=9), "", "1", "")
    return Subscriber(str(number), phone(number), "it", frozenset({"info"}), consent)


ACTS = st.lists(
    st.builds(
        Act,
        st.sampled_from(["sync", "erase", "remove", "restrict", "add", "import", "rotate"]),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=3,
).map(lambda acts: [replace(act, name=f"run{number}") for number, act in enumerate(acts)])
TEXTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["MI ISCRIVO", "STOP", "ciao"])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(ACTS, TEXTS, st.integers(0, 2))
def test_any_runs_at_once_give_what_they_give_in_some_order(
    acts: list[Act], texts: list[tuple[int, str]], lost: int
) -> None:
    place = Place(texts)
    first, *others = acts
    for other in others:  # each begins between the reading and the push of the one before
        place.origin.rivals.append(partial(place.do, other))
    place.origin.lost_answers = lost
    place.do(first)
    while place.origin.rivals:
        place.origin.rivals.pop(0)()
    found = place.state()

    def in_order(order: tuple[Act, ...]) -> object:
        alone = Place(texts)
        for act in order:
            alone.do(act)
        return alone.state()

    assert any(found == in_order(order) for order in permutations(acts))
    assert len(place.kept.kept) == 1
