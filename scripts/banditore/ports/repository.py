"""The town's origin: what its branches hold, and how they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.ports.files import Files, Tree


class Repository(Protocol):
    """The town's origin, seen fresh at each call. The work tree is never touched.

    Every method raises RepositoryError when git does not answer after the retries that make sense,
    and PushRefused when the server will not take a push however often it is tried.
    """

    def tip(self, branch: str) -> Tree | None:
        """The newest commit of a branch, or None where it does not exist."""

    def base(self, branch: str) -> Tree | None:
        """The commit of a branch that the checked-out proposal grew from."""

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Branch name → commit, of all branches whose name begins so."""

    def change(
        self, branch: str, mutate: Callable[[Files], Mapping[str, bytes | None]], message: str
    ) -> str:
        """Re-apply a pure, idempotent change to the newest tip until the push is taken.

        Returns the commit now at the tip: the old one where `mutate` returned nothing. A missing
        branch is an empty tree and is made by the first push.
        """

    def create(self, branch: str, files: Mapping[str, bytes], message: str) -> Tree:
        """Make a branch that must not exist: the create-once lock. Raises AlreadyExists."""

    def append(
        self, branch: str, onto: str, files: Mapping[str, bytes | None], message: str
    ) -> Tree:
        """Commit on top of exactly that tip. Raises Overtaken where the branch has moved."""

    def delete(self, branch: str, at: str) -> None:
        """Remove a branch whose tip is still `at`; nothing to do where it is gone.

        Raises Overtaken where it has moved.
        """
