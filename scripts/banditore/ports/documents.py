"""What people wrote: their YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.findings import Finding


class Documents(Protocol):
    """Reads YAML without surprises and validates it against a JSON Schema."""

    def read(
        self, path: str, content: bytes, schema: Mapping[str, Any]
    ) -> tuple[DocumentMapping | None, list[Finding]]:
        """The document (None where it cannot be parsed at all) and everything wrong with it."""
