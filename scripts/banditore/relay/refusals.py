"""A request that is not answered with what it wants. Says no more than a status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - reads as a sentence: "raise Refused"
    """Carries a status and nothing of the request."""

    def __init__(self, status: int, *, retry_after: int = 0, challenge: bool = False) -> None:
        super().__init__()
        self.status = status
        self._headers = {
            # What is left of its body is not worth reading.
            "connection": "close",
            **({"retry-after": str(retry_after)} if retry_after else {}),
            **({"www-authenticate": "Bearer"} if challenge else {}),
        }

    @property
    def counts(self) -> bool:
        """Whether it is held against who asked: not what the relay itself cannot do."""
        return self.status < 500 and self.status != 429  # noqa: PLR2004 - HTTP's own

    def response(self, more: Mapping[str, str] | None = None) -> Response:
        """The answer, without a body."""
        return Response(status_code=self.status, headers={**self._headers, **(more or {})})
