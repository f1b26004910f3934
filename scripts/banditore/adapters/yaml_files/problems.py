"""What PyYAML says of a malformed file, in the words of our findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, Place, error

if TYPE_CHECKING:
    import yaml

# The first row whose parts all occur in "context problem" names the finding. The texts are
# libyaml's (scanner.c, parser.c), stable for many years.
_CODES = (
    (("mapping values are not allowed",), "yaml-colon"),
    (("could not find expected ':'",), "yaml-key-without-colon"),
    (("quoted scalar", "unexpected end of stream"), "yaml-unclosed-quote"),
    (("quoted scalar", "unexpected document indicator"), "yaml-unclosed-quote"),
    (("quoted scalar", "escape"), "yaml-escape"),
    (("quoted scalar", "hexdecimal"), "yaml-escape"),
    (("quoted scalar", "Unicode character code"), "yaml-escape"),
    (("flow",), "yaml-unclosed-bracket"),
    (("block mapping", "did not find expected key"), "yaml-indentation"),
    (("block collection", "did not find expected '-'"), "yaml-indentation"),
    (("block sequence entries are not allowed",), "yaml-indentation"),
    (("cannot start any token",), "yaml-special-start"),
    (("did not find expected whitespace or line break",), "yaml-special-start"),
    (("while scanning a directive",), "yaml-special-start"),
    (("scanning an anchor",), "yaml-reference"),
    (("scanning an alias",), "yaml-reference"),
    (("undefined tag handle",), "yaml-tag"),
    (("scanning a tag",), "yaml-tag"),
    (("parsing a tag",), "yaml-tag"),
    (("did not find expected <document start>",), "yaml-key-without-colon"),
)

# Of these the author must mend the beginning, not the place where the parser noticed.
_FROM_THE_START = {
    "yaml-key-without-colon",
    "yaml-unclosed-quote",
    "yaml-unclosed-bracket",
    "yaml-reference",
    "yaml-tag",
}


def translated(path: str, wrong: yaml.YAMLError) -> Finding:
    """The finding at the place that its author must mend."""
    problem = getattr(wrong, "problem", None) or "?"
    text = f"{getattr(wrong, 'context', None) or ''} {problem}"
    code = next(
        (code for parts, code in _CODES if all(part in text for part in parts)), "yaml-malformed"
    )
    noticed = getattr(wrong, "problem_mark", None)
    began = getattr(wrong, "context_mark", None)
    mark = (began or noticed) if code in _FROM_THE_START else noticed
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    return error(code, place, problem=problem, line=place.line, tag="!")
