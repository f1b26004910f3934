"""YAML without surprises: every scalar is the text that its author typed, with its place.

Only the parser of PyYAML is used, never a constructor: nothing is resolved, so `20:30`, `no`,
`007`, `1_000` and dates cannot become something else, and no tag can make an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banditore.adapters.yaml_files.nodes import parse
from banditore.adapters.yaml_files.shape import mismatches
from banditore.adapters.yaml_files.source import clean
from banditore.domain.findings import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.findings import Finding

__all__ = ["YamlDocuments"]


class YamlDocuments:
    """The port `Documents` on PyYAML's C parser and jsonschema."""

    def read(
        self, path: str, content: bytes, schema: Mapping[str, Any]
    ) -> tuple[DocumentMapping | None, list[Finding]]:
        """The document (None where it cannot be parsed at all) and everything wrong with it."""
        text, findings = clean(path, content)
        if text is None:
            return None, in_order(findings)
        document, refused, troubles = parse(path, text)
        findings += troubles
        if document is not None:
            findings += [f for f in mismatches(document, schema) if f.place not in refused]
        return document, in_order(findings)
