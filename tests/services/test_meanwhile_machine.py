"""As `test_sending_machine`, with people who do things in the middle of a run, and with orders.

Somebody renames a file, pauses the service, leaves or merges an emergency at the n-th call of a run
that may die at another one; broadcasts are split, abandoned, and looked up again.
MACHINE_EXAMPLES=2000 lets it play for longer.
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from banditore.domain.errors import BanditoreError
from crier import RULES, Death, mortal
from services.test_sending_machine import (
    ANSWERS,
    ASKED,
    EXAMPLES,
    MORE,
    PEOPLE,
    PHASES,
    SEVERAL,
    Sending,
    _die,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from banditore.domain.message import Answer

PAUSE = "paused: una prova\n"
ACTS = ("emergency", "rename", "leave", "pause", "join", "revert", "edit", "news", "go on")
NTH, PERSON = st.integers(1, 80), st.integers(0, PEOPLE + MORE - 1)


class Meanwhile(Sending):
    """A town in which nobody waits for anybody."""

    @precondition(lambda self: self._unfinished())
    @rule(
        happens=st.lists(st.tuples(NTH, st.sampled_from(ACTS), PERSON), min_size=1, max_size=4),
        answers=ANSWERS,
        lost=st.integers(0, 2),
        dies=st.integers(0, 90),
    )
    def meanwhile(
        self, happens: list[tuple[int, str, int]], answers: list[Answer], lost: int, dies: int
    ) -> None:
        """Somebody does something at some calls; at another one, or none, the run dies."""
        self.crier.provider.script, self.crier.provider.lost = list(answers), lost
        hooks = [self._at(nth, "", partial(self._act, act, who)) for nth, act, who in happens]
        hooks.append(self._dying(dies))

        def hook(call: str) -> None:
            for one in hooks:
                one(call)

        self._run(hook)

    @precondition(lambda self: self._unfinished())
    @rule(
        parts=st.integers(2, 4),
        order=st.permutations([1, 2, 3, 4]),
        which=st.integers(0, 4),
        dies=st.integers(0, 60),
    )
    def split(self, parts: int, order: list[int], which: int, dies: int) -> None:
        """Several jobs in any order, one of which may die."""
        jobs: list[dict[str, Any]] = [{"parts": parts}]
        jobs += [{"part": number, "of": parts} for number in order if number <= parts]
        for place, job in enumerate(jobs):
            gone, before = self._outsiders(), len(self.crier.provider.sent)
            self._order(dies if place == which else 0, job)
            assert not gone & {sent.to for sent in self.crier.provider.sent[before:]}

    @rule(which=st.integers(0, SEVERAL - 1), dies=st.integers(0, 40))
    def abandon(self, which: int, dies: int) -> None:
        said = self.said[which % len(self.said)]
        self._order(dies, {"abandon": {said.id}, "reason": "a play"})

    @rule(dies=st.integers(0, 40))
    def look_up(self, dies: int) -> None:
        with mortal(self.crier, self._dying(dies)), contextlib.suppress(Death, BanditoreError):
            self.crier.publisher().resolve(frozenset(), live=True)

    @invariant()
    def time_goes_on(self) -> None:
        """Of two texts in the same second nobody could say which was the later one."""
        if hasattr(self, "crier"):
            self.crier.clock.sleep(1)

    def teardown(self) -> None:
        if hasattr(self, "crier"):
            self._pause(on=False)
        super().teardown()

    def _excused(self, said_id: str) -> int:
        """Also who was not looked up in time, and everybody else of what was abandoned."""
        if "state: abandoned" in (self.crier.receipt(said_id) or ""):
            return PEOPLE + MORE
        return super()._excused(said_id) + self.crier.counts(said_id).get("failed", 0)

    # What happens

    def _order(self, dies: int, orders: dict[str, Any]) -> None:
        with mortal(self.crier, self._dying(dies)), contextlib.suppress(Death, BanditoreError):
            self.crier.publish(**orders)

    def _dying(self, at: int) -> Callable[[str], None]:
        return self._at(at, "", _die)

    def _act(self, act: str, who: int) -> None:
        self.time_goes_on()
        acts: dict[str, Callable[[], object]] = {
            "emergency": lambda: self._merge("emergenze"),
            "news": lambda: self._merge("info"),
            "leave": lambda: self.leave(who),
            "join": lambda: self.join(who),
            "rename": self._rename,
            "revert": lambda: self.revert(0),
            "edit": lambda: self.put_back(0, True),
            "pause": lambda: self._pause(on=True),
            "go on": lambda: self._pause(on=False),
        }
        acts[act]()

    def _merge(self, category: str) -> None:
        if len(self.said) < SEVERAL:
            self.merge(category, 90)

    def _rename(self) -> None:
        """Of what may be under way: the words stay as they always were, the name changes."""
        trees = self.crier.repository.commits.values()
        for said in self.said:
            content, *others = {tree.read(said.path) for tree in trees} - {None}
            if said.declared and content and not others and not self.crier.receipt(said.id):
                self.crier.write(said.path, None)
                self.crier.write(said.path.replace("prova", "altra"), content.decode())
                said.declared = False
                return

    def _pause(self, *, on: bool) -> None:
        main = self.crier.repository.tip("main")
        paused = PAUSE.encode() in ((main and main.read(RULES)) or b"")
        if on and not paused:
            self.crier.rules("languages:", f"{PAUSE}languages:")
        elif paused and not on:
            self.crier.rules(PAUSE, "")


TestMeanwhile = Meanwhile.TestCase
TestMeanwhile.settings = settings(
    max_examples=EXAMPLES if ASKED else 40,
    stateful_step_count=14,
    deadline=None,
    database=None,
    phases=PHASES,
    derandomize=not ASKED,
    suppress_health_check=list(HealthCheck),
)
