"""The brake: one line of the rules, changed on main."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.document import Scalar
from banditore.domain.errors import ContentError, PushRefused
from banditore.domain.findings import Place, error
from banditore.domain.policy.building import NOT_PAUSED, paused_of
from banditore.domain.policy.pausing import line_for, with_pause
from banditore.services.town import SERVICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.ports import Documents, Files, Repository


@dataclass(frozen=True)
class Brake:
    """Pauses and resumes the service on a branch of the origin."""

    repository: Repository
    documents: Documents
    branch: str
    """Where the rules in force lie: main."""

    def state(self, files: Files) -> str:
        """Why the service is paused by these files; `""` where it is not. Raises ContentError."""
        return self._state(files.read(SERVICE))

    def _state(self, content: bytes | None) -> str:
        if content is None:
            raise ContentError(
                f"there is no {SERVICE}", [error("policy-missing", Place(SERVICE), path=SERVICE)]
            )
        document, findings = self.documents.read(SERVICE, content, {})
        if document is None:
            hint = f"mend {SERVICE} first; a service whose rules cannot be read sends nothing"
            raise ContentError(f"{SERVICE} cannot be read", findings, hint)
        node = document.get("paused")
        return paused_of(node.text) if isinstance(node, Scalar) else paused_of(NOT_PAUSED)

    def change(self, reason: str) -> None:
        """Set the line; nothing to do where it says so already. `""` resumes.

        Raises ContentError, RepositoryError, and PushRefused with the way round a protected main.
        """

        def mutate(files: Files) -> Mapping[str, bytes | None]:
            return {} if self.state(files) == reason else {SERVICE: self._edited(files, reason)}

        try:
            word = "pause" if reason else "resume"
            self.repository.change(self.branch, mutate, f"policy: {word}")
        except PushRefused as refused:
            raise PushRefused(refused.message, self._by_hand(reason)) from None

    def _edited(self, files: Files, reason: str) -> bytes:
        text = (files.read(SERVICE) or b"").decode()
        edited = with_pause(text, reason).encode()
        if self._state(edited) != reason:
            raise ContentError(
                f"the line “paused” of {SERVICE} is written in a way that cannot be changed here",
                (),
                f"write there by hand: {line_for(reason)}",
            )
        return edited

    def _by_hand(self, reason: str) -> str:
        return (
            f"{self.branch} is protected: open {SERVICE} on GitHub, press the pencil, set the line "
            f"`{line_for(reason)}`, and propose it as a pull request"
        )
