"""The office at the list: an act is a pure change, pushed together with its line of the audit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from banditore.domain.audit import AuditLine, with_line
from banditore.services.tips import COMMIT, load_list, on_main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.audit import Act
    from banditore.domain.keys.rotating import Rotated
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Clock, Files, Repository, SubscriberStore
    from banditore.services.town import Town

Result = TypeVar("Result")


@dataclass(frozen=True)
class Request:
    """Why the office acts."""

    what: Act
    reference: str
    """The number of the request in the town's register."""
    note: str = ""


@dataclass(frozen=True)
class Office:
    """Who does it, and with what."""

    town: Town
    files: Files
    """The town's files as they are on main: the letters."""
    repository: Repository
    store: SubscriberStore
    clock: Clock
    rotate: Callable[[], Rotated] = field(repr=False)
    """A new key at once: what lies in git's history opens no more."""
    by: str
    """Who sits at this computer."""
    new_id: Callable[[], str] = field(repr=False)
    main: str = "main"

    @property
    def month(self) -> str:
        """The present one, as the list's counts name it."""
        return f"{self.clock.now():%Y-%m}"

    @property
    def choices(self) -> tuple[str, ...]:
        """All that a citizen may choose by text."""
        return (*self.town.service.categories, "language")

    def load(self) -> SubscriberList:
        """The list as it is now."""
        state = self.town.service.state_branch
        return load_list(self.repository, self.store, state, self.main)

    def act(
        self,
        request: Request,
        change: Callable[[SubscriberList], tuple[SubscriberList, Result]],
        count: Callable[[Result], int],
        *,
        live: bool,
    ) -> Result:
        """Apply a pure change; without `live`, only work out what it would do.

        `count`: to how many it was done, for the audit. Nothing is done without its line there,
        and who only looks at a record leaves one, too. Raises what the ports raise.
        """
        if not live:
            return change(self.load())[1]
        id_, now = self.new_id(), self.clock.now()
        results: list[Result] = []

        def mutate(files: Files) -> Mapping[str, bytes | None]:
            # A state branch of its own begins with main's list.
            source = files if files.paths() else on_main(self.repository, self.main)
            before = self.store.load(source)
            if id_ in before.audit:  # arrived, though git reported that it did not
                return {}
            after, result = change(before)
            results[:] = [result]
            line = AuditLine(
                id_, now, request.what, self.by, request.reference, count(result), request.note
            )
            after = replace(after, audit=with_line(before.audit, line))
            changes = self.store.store(source, after)
            return changes if source is files else {**self.store.held(source), **changes}

        # The same words as of a sync: a history must not tell when the office did something.
        self.repository.change(self.town.service.state_branch, mutate, COMMIT)
        return results[0]
