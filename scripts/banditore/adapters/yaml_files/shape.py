"""What a JSON Schema finds wrong, in the words of our findings and at the author's place.

Every scalar is a text, so a schema for us types a number as `["integer", "string"]` with a
pattern: it then serves an editor, which sees numbers, as well.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from jsonschema import Draft202012Validator
from jsonschema.exceptions import relevance

from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Node, Scalar, Sequence_
from banditore.domain.findings import Finding, error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


Problem: TypeAlias = Any
"""jsonschema's ValidationError, whose stubs say of each field that it may be unset."""
MOST_SHOWN = 60
"""Characters of a wrong value that are repeated to its author."""


def mismatches(document: DocumentMapping, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything in which the document differs from the schema.

    Hints show the first of a subschema's `examples`, and as `x-keys` which names its
    `patternProperties` take: no clerk should read a regular expression.
    """
    for problem in _validator(json.dumps(schema)).iter_errors(document.plain()):
        nearest = _nearest(problem)
        yield from _TELL.get(str(nearest.validator), _other)(document, nearest)


@lru_cache(maxsize=64)
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema))


def _nearest(problem: Problem) -> Problem:
    """Of alternatives that all failed, what the one that came nearest misses."""
    while problem.validator in {"anyOf", "oneOf"} and problem.context:
        problem = max(problem.context, key=relevance)
    return problem


def _unknown_keys(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    node = _node(document, problem)
    known = list(problem.schema.get("properties", {}))
    patterns = list(problem.schema.get("patternProperties", {}))
    for key, _ in node if isinstance(node, DocumentMapping) else ():
        if key.text in known or any(re.search(form, key.text) for form in patterns):
            continue
        if patterns:
            example = problem.schema.get("x-keys", "…")
            yield error("wrong-key", key.place, key=_short(key.text), example=example)
        else:
            absent = [name for name in known if name not in problem.instance]
            yield _unknown_key(key, absent, known)


def _unknown_key(key: Scalar, absent: Sequence[str], known: Sequence[str]) -> Finding:
    similar = get_close_matches(key.text.casefold(), absent, n=1, cutoff=0.65)
    if similar:
        return error("unknown-key-similar", key.place, key=_short(key.text), similar=similar[0])
    return error("unknown-key", key.place, key=_short(key.text), permitted=", ".join(known))


def _missing_keys(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    """One at a time: jsonschema makes an error of each."""
    node = _node(document, problem)
    match = re.match(r"'((?:[^'\\]|\\.)*)'", problem.message)
    key = match.group(1) if match else "?"
    example = f"{key}: {_example(problem.schema.get('properties', {}).get(key, {})) or '…'}"
    yield error("missing-key", node.place, key=key, example=example)


def _wrong_type(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    node = _node(document, problem)
    wanted = problem.validator_value
    kinds = {wanted} if isinstance(wanted, str) else set(wanted)
    if isinstance(node, Scalar) and not node.text:
        yield error("empty-value", node.place, key=_name(problem))
    elif "object" in kinds:
        yield error("expected-mapping", node.place, key=_name(problem))
    elif "array" in kinds:
        yield error("expected-list", node.place, key=_name(problem))
    else:
        yield error("expected-text", node.place, key=_name(problem))


def _wrong_form(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    node = _node(document, problem)
    value = _short(str(problem.instance))
    if not value and isinstance(node, Scalar):
        yield error("empty-value", node.place, key=_name(problem))
        return
    example = _example(problem.schema) or "…"
    yield error("wrong-form", node.place, key=_name(problem), value=value, example=example)


def _not_permitted(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    values = [str(value) for value in problem.validator_value if isinstance(value, str)]
    facts = {"key": _name(problem), "permitted": ", ".join(values)}
    facts["value"] = _short(str(problem.instance))
    place = _node(document, problem).place
    similar = get_close_matches(str(problem.instance).casefold(), values, n=1, cutoff=0.65)
    if not facts["value"]:
        yield error("empty-value", place, key=facts["key"])
    elif similar:
        yield error("not-permitted-similar", place, similar=similar[0], **facts)
    else:
        yield error("not-permitted", place, **facts)


def _size(code: str) -> Callable[[DocumentMapping, Problem], Iterator[Finding]]:
    def tell(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
        node = _node(document, problem)
        limit = problem.validator_value
        empty = isinstance(node, Scalar) and not node.text.strip()
        length = len(problem.instance)
        yield error(
            "empty-value" if empty else code,
            node.place,
            key=_name(problem),
            limit=limit,
            length=length,
        )

    return tell


def _other(document: DocumentMapping, problem: Problem) -> Iterator[Finding]:
    yield error("does-not-fit", _node(document, problem).place, key=_name(problem))


_TELL: dict[str, Callable[[DocumentMapping, Problem], Iterator[Finding]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "pattern": _wrong_form,
    "enum": _not_permitted,
    "minLength": _size("value-too-short"),
    "maxLength": _size("value-too-long"),
    "minItems": _size("too-few-items"),
    "minProperties": _size("too-few-items"),
    "maxItems": _size("too-many-items"),
    "uniqueItems": _size("repeated-item"),
}


def _node(document: DocumentMapping, problem: Problem) -> Node:
    """What is wrong; a missing key and an unknown one concern the mapping that they belong to."""
    path = list(problem.absolute_path)
    node: Node = document
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return node


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, DocumentMapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence_) and isinstance(step, int):
        return node.items[step]
    return None


def _name(problem: Problem) -> str:
    return ".".join(
        str(step + 1 if isinstance(step, int) else step) for step in problem.absolute_path
    )


def _example(schema: Mapping[str, Any]) -> str:
    return str(next(iter(schema.get("examples", [])), ""))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
