"""Merges, runs, deaths, races, leavers and lost answers in any order: nobody twice, nobody lost.

A state machine plays a town in memory. MACHINE_EXAMPLES=2000 lets it play for longer.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from banditore.domain.errors import BanditoreError, Interrupted, PushRefused
from banditore.domain.message import Answer
from banditore.domain.moments import shown
from banditore.domain.sending.outcomes import STATES
from crier import ID, Crier, Death, everybody_once, mortal, phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.message import Address

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "60"))
ASKED = "MACHINE_EXAMPLES" in os.environ
# In the suite always the same plays, and a failure is shown as it was found: to make it small takes
# minutes.
PHASES = tuple(Phase) if ASKED else (Phase.generate,)
PEOPLE, MORE = 22, 3  # who is subscribed from the start, and who may join
SEVERAL = 4  # broadcasts in one play
PUSHES = ("change", "create", "append", "delete")
TEXT = """\
category: {category}
expires_at: {expires}
it:
  titolo: Prova numero {number}
  testo: Restate in casa se potete. {more}
fr:
  titolo: Essai numéro {number}
  testo: Restez chez vous si vous le pouvez. {more}
"""
UNKNOWN = Answer("unknown", "timeout")
WAIT = Answer("slow-down", "20429", retry_after=2)
ANSWERS = st.lists(st.sampled_from([Answer(), Answer(), Answer(), UNKNOWN, WAIT]), max_size=20)
CATEGORIES = st.sampled_from(["emergenze", "info"])
NTH = st.integers(1, 60)


@dataclass
class Said:
    """A broadcast of this play."""

    id: str
    number: str
    content: str
    expires: float
    """On the fake clock."""
    sure: set[str]
    """Who must have it in the end: subscribed when it was merged, and staying."""
    declared: bool = True

    @property
    def path(self) -> str:
        """Where it is declared."""
        return f"messages/2026/{self.id}.yaml"


class Sending(RuleBasedStateMachine):
    """A town, as its staff, its citizens and its machines treat it."""

    @initialize()
    def found(self) -> None:
        self.crier = Crier(people=PEOPLE)
        self.crier.write(f"messages/2026/{ID}.yaml", None)
        self.said: list[Said] = []
        self.members: set[str] = {phone(n) for n in range(PEOPLE)}
        self.merge("emergenze", 90)

    # Staff

    @precondition(lambda self: len(self.said) < SEVERAL)
    @rule(category=CATEGORIES, hours=st.sampled_from([1, 90, 90]))
    def merge(self, category: str, hours: int) -> None:
        number, crier = f"{len(self.said) + 1:03}", self.crier
        until = crier.clock.now() + timedelta(hours=hours)
        content = TEXT.format(
            category=category,
            expires=shown(until, crier.town.service.zone),
            number=number,
            more="",
        )
        expires = crier.clock.monotonic() + hours * 3600 - 60  # a file knows no seconds
        said = Said(f"2026-11-23-prova-{number}", number, content, expires, set(self.members))
        crier.write(said.path, content)
        self.said.append(said)

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, SEVERAL - 1))
    def revert(self, which: int) -> None:
        said = self.said[which % len(self.said)]
        self.crier.write(said.path, None)
        said.declared = False

    @precondition(lambda self: self.said)
    @rule(which=st.integers(0, SEVERAL - 1), edited=st.booleans())
    def put_back(self, which: int, edited: bool) -> None:  # noqa: FBT001 - drawn
        """As it was, or with other words."""
        said = self.said[which % len(self.said)]
        words = ("se potete.", "sempre.") if edited else ("", "")
        self.crier.write(said.path, said.content.replace(*words))
        said.declared = True

    # Citizens

    @rule(number=st.integers(0, PEOPLE + MORE - 1))
    def leave(self, number: int) -> None:
        self.crier.text(phone(number), "STOP")
        self.members.discard(phone(number))
        for said in self.said:
            said.sure.discard(phone(number))

    @rule(number=st.integers(0, PEOPLE + MORE - 1))
    def join(self, number: int) -> None:
        self.crier.text(phone(number), "MI ISCRIVO")
        self.members.add(phone(number))

    @rule(minutes=st.sampled_from([1, 10, 90]))
    def wait(self, minutes: int) -> None:
        self.crier.clock.sleep(minutes * 60)

    # Machines

    @rule()
    def run(self) -> None:
        self._run(lambda _: None)

    @precondition(lambda self: self._unfinished())
    @rule(
        how=st.sampled_from(["dies", "stops", "lies", "races", "is answered badly"]),
        nth=NTH,
        answers=ANSWERS,
        lost=st.integers(0, 2),
    )
    def run_that(self, how: str, nth: int, answers: list[Answer], lost: int) -> None:
        """Goes wrong at its n-th call, whatever the provider answers; some unknown ones arrived."""
        self.crier.provider.script, self.crier.provider.lost = list(answers), lost
        signal = Interrupted("a signal")
        hooks = {
            "dies": self._at(nth, "", _die),
            "stops": self._at(nth, "send", lambda: self.crier.stop.now(signal)),
            "lies": self._at(1 + nth % 8, PUSHES, _lie),
            "races": self._at(nth, "", self._rival),
        }
        self._run(hooks.get(how, lambda _: None))

    def _unfinished(self) -> bool:
        return any(said.declared and not self.crier.receipt(said.id) for said in self.said)

    def _rival(self) -> None:
        mine, run = self.crier.stop, self.crier.publisher()

        def whole() -> None:
            with contextlib.suppress(BanditoreError):
                asyncio.run(run.run())

        thread = threading.Thread(target=whole)
        thread.start()
        thread.join()
        self.crier.stop = mine

    @staticmethod
    def _at(
        nth: int, name: str | tuple[str, ...], act: Callable[[], object]
    ) -> Callable[[str], None]:
        left = [nth]

        def hook(call: str) -> None:
            if call.startswith(name):
                left[0] -= 1
                if left[0] == 0:
                    act()

        return hook

    def _run(self, hook: Callable[[str], None]) -> None:
        crier, gone = self.crier, self._outsiders()
        before = len(crier.provider.sent)
        with mortal(crier, hook), contextlib.suppress(Death, BanditoreError):
            crier.publish()
        assert not gone & {sent.to for sent in crier.provider.sent[before:]}

    def _outsiders(self) -> set[Address]:
        return {phone(n) for n in range(PEOPLE + MORE)} - self.members

    # What must hold

    @invariant()
    def nobody_has_it_twice(self) -> None:
        for said in self.said:
            assert max(self._deliveries(said).values(), default=0) <= 1, said.id

    @invariant()
    def receipts_add_up(self) -> None:
        for said in self.said:
            counts = self.crier.counts(said.id)
            assert counts.get("audience", 0) == sum(counts.get(state, 0) for state in STATES)
            assert counts.get("accepted", 0) <= len(self._deliveries(said))

    def teardown(self) -> None:
        """Quiet runs close everything, and nobody was forgotten."""
        if not hasattr(self, "crier"):
            return
        crier = self.crier
        crier.provider.script = []
        for _ in range(20):
            crier.clock.sleep(3600)
            self._run(lambda _: None)
            if not crier.repository.branches("sending/"):
                break
        assert crier.repository.branches("sending/") == {}
        self.nobody_has_it_twice()
        self.receipts_add_up()
        for said in self.said:
            counts, deliveries = crier.counts(said.id), self._deliveries(said)
            alive = crier.clock.monotonic() < said.expires
            if alive and (counts or said.declared):
                forgotten = said.sure - deliveries.keys()
                assert len(forgotten) <= self._excused(said.id), (said.id, len(forgotten))

    def _excused(self, said_id: str) -> int:
        """Of how many the receipt says that nobody can tell."""
        return self.crier.counts(said_id).get("unknown", 0)

    def _deliveries(self, said: Said) -> Counter[str]:
        words = (f"Prova numero {said.number}", f"Essai numéro {said.number}")
        sent = [s for s in self.crier.provider.sent if not s.failed]
        return Counter(s.to for s in sent if any(word in s.text for word in words))


def _die() -> None:
    raise Death


def _lie() -> None:
    raise PushRefused("reported failed")


TestSending = Sending.TestCase
TestSending.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=14,
    database=None,
    phases=PHASES,
    derandomize=not ASKED,
    suppress_health_check=list(HealthCheck),
)


def test_a_claim_that_another_run_made_in_between_and_died_with_is_not_taken_for_ours() -> None:
    crier = Crier(people=30)

    def rival() -> None:
        with mortal(crier, Sending._at(12, "send", _die)), contextlib.suppress(Death):
            asyncio.run(crier.publisher().run())

    crier.repository.rivals = [rival]  # between the look at the claims and the making of ours
    crier.publish()

    assert crier.deliveries() == everybody_once(30)
