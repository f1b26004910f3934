"""A new key for the list: afterwards nothing that the town holds opens what lies in git's history.

1. the keyring holds the old key, the new one, and the present head as its anchor
2. the list is written anew under the new key, without its segments, on exactly that head
3. the new key alone opens what was pushed
4. the keyring holds the new key alone; it is read back, and the older ones are removed

A crash anywhere is finished by the next run. Two runs at once do it together: a keyring that holds
two keys is somebody's rotation under way, and whoever comes goes on with it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from banditore.domain.errors import Corrupted, Overtaken, RepositoryError
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.keys.rotating import Rotated, due_at
from banditore.domain.sending.claim import PREFIX
from banditore.services.sending.aftermath import OUTCOMES, keys_needed
from banditore.services.sending.working import mark_of
from banditore.services.tips import COMMIT, on_main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.keys.chain import Head
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Clock, EpochKeys, Files, Repository, SubscriberStore, Tree
    from banditore.services.keeping.keyring import Keyrings

TRIES = 20


@dataclass(frozen=True)
class Rotation:
    """What it works with."""

    origin: Repository
    state: str
    """The state branch."""
    main: str
    store: SubscriberStore
    store_of: Callable[[EpochKeys], SubscriberStore] = field(repr=False)
    """The list under other keys than those of the keyring."""
    keyrings: Keyrings
    clock: Clock
    new_key: Callable[[], str] = field(repr=False)
    """A fresh age identity."""

    def tip(self) -> Tree:
        """Where the list lies: the state branch, or main as long as that does not exist."""
        return self.origin.tip(self.state) or on_main(self.origin, self.main)

    def by_pace(self) -> Rotated | None:
        """Finish what a dead run began, and rotate where it is time. Raises as `rotate`."""
        self.keyrings.refresh()  # first: a tip that is newer than the keyring is noticed
        tip = self.origin.tip(self.state)
        if tip is None:
            return None
        self._finish(tip)
        begun = len(self.keyrings.identities) > 1
        due = begun or self.clock.now() >= due_at(self.store.standing(tip))
        return self.rotate() if due else None

    def rotate(self) -> Rotated:
        """What was pushed before this call is, afterwards, readable in the list alone.

        Raises what the ports raise. Whatever it was in the middle of, calling it again is right.
        """
        self.keyrings.refresh()
        self.origin.change(self.state, self._carried, COMMIT)
        self._finish(self._tip())
        first = self.store.head(self._tip()).epoch
        for _ in range(TRIES):
            tip = self._tip()
            head = self.store.head(tip)
            if head.epoch > first:  # by another run, after ours had begun
                break
            with suppress(Overtaken):
                self._rewrite(tip, head)
                break
        else:
            raise RepositoryError(
                f"the list changed {TRIES} times while it was to get a new key",
                "nothing is lost; run it again when fewer jobs run",
            )
        tip = self._tip()
        self._finish(tip)
        standing = self.store.standing(tip)
        return Rotated(first, standing.head.epoch, standing.head.generation, standing.begun)

    def _rewrite(self, tip: Tree, head: Head) -> None:
        """Steps 1 and 2. Raises Overtaken where the list has changed since `tip`."""
        ring = self.keyrings.change(lambda ring: ring.at(head).with_next(self.new_key()))
        after = self._rekeyed(self.store.load(tip))
        changes = self.store.rewrite(tip, after, ring.identities[-1])
        self.origin.append(self.state, tip.commit, changes, COMMIT)

    def _finish(self, tip: Tree) -> None:
        """Steps 3 and 4; nothing to do where no rotation is under way, or none got so far."""
        head = self.store.head(tip)
        ring = self.keyrings.current
        if len(ring.identities) > 1 and head.epoch > ring.anchor.epoch:
            self.store_of(FixedKeys(ring.identities[-1:])).load(tip)
        self.keyrings.change(lambda ring: ring.at(head))
        self.keyrings.tidy()

    def _rekeyed(self, subscribers: SubscriberList) -> SubscriberList:
        """With a new working key, and without those that nothing is sealed with any more.

        Those before the last were superseded when the list was pushed that we have here: who
        claims with one of them now finds that out at the second look, and gives the claim back.
        """
        keys = subscribers.working_keys
        # Outcomes are kept before their claim goes away: looked for in this order, none slips by.
        busy = bool(self.origin.branches(PREFIX))
        needed = self._needed(keys)
        kept = [key for key in keys if busy or key in needed or key == keys[-1]]
        return replace(subscribers, working_keys=(*kept, self.new_key()))

    def _needed(self, keys: tuple[str, ...]) -> frozenset[str]:
        """Those that outcomes of closed broadcasts are sealed with; all, where one cannot tell."""
        marks: set[str] = set()
        for branch in self.origin.branches(OUTCOMES):
            tree = self.origin.tip(branch)
            try:
                marks |= keys_needed(tree, branch) if tree else set()
            except Corrupted:
                return frozenset(keys)
        return frozenset(key for key in keys if mark_of(key) in marks)

    def _tip(self) -> Tree:
        tip = self.origin.tip(self.state)
        if tip is None:
            raise RepositoryError(
                f"the branch {self.state} went away while the list was to get a new key",
                "look who removed it, and bring it back",
            )
        return tip

    def _carried(self, files: Files) -> Mapping[str, bytes | None]:
        """The first commit of a state branch of its own carries main's list over."""
        return {} if files.paths() else self.store.held(on_main(self.origin, self.main))
