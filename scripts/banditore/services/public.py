"""What the town says to who may join: `policy/public.<language>.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.errors import ContentError
from banditore.domain.findings import Place, blocking, error, in_order, warning
from banditore.domain.texts.public_words import public_schema, word_findings, words_of
from banditore.domain.texts.replies import values_of
from banditore.services.town import public_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.findings import Finding
    from banditore.domain.texts.public_words import PublicWords
    from banditore.ports import Documents, Files
    from banditore.services.town import Town


@dataclass(frozen=True)
class Public:
    """The words by language, and everything wrong with them."""

    words: Mapping[str, PublicWords]
    findings: list[Finding]

    def require(self) -> Mapping[str, PublicWords]:
        """The words of every language. Raises ContentError."""
        if blocking(self.findings):
            raise ContentError(
                "the words for posters and pages do not pass",
                self.findings,
                "policy/public.it.yaml of another town shows what is needed",
            )
        return self.words


def load_public(files: Files, documents: Documents, town: Town) -> Public:
    """The words of every language of the service; a missing file is an error."""
    words: dict[str, PublicWords] = {}
    findings: list[Finding] = []
    for language in town.service.languages:
        path = public_path(language)
        content = files.read(path)
        if content is None:
            findings.append(error("policy-missing", Place(path), path=path))
            continue
        document, troubles = documents.read(path, content, public_schema())
        if document is not None and not blocking(troubles):
            troubles = [*troubles, *word_findings(document)]
        if document is not None and not blocking(troubles):
            words[language] = words_of(document, values_of(town.service, town.notices[language]))
        findings += troubles
    return Public(words, in_order(findings))


def public_findings(files: Files, documents: Documents, town: Town) -> list[Finding]:
    """For a check: a town may do without posters, but not in one language only."""
    paths = [public_path(language) for language in town.service.languages]
    absent = [path for path in paths if files.read(path) is None]
    if len(absent) == len(paths):
        return []
    found = load_public(files, documents, town).findings
    missing = [warning("public-missing", Place(path), path=path) for path in absent]
    return [*(one for one in found if one.code != "policy-missing"), *missing]
