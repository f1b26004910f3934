"""From `template.yaml` to what stands around a template's text, with everything wrong in it.

What the schema finds (unknown, missing and empty keys, unknown types) is found before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Scalar, Sequence_
from banditore.domain.findings import blocking, in_order
from banditore.domain.templates import frame_rules as rules
from banditore.domain.templates.registration import BUTTONS
from banditore.domain.templates.template_frame import Frame, FrameButton
from banditore.domain.templates.template_source import take_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from banditore.domain.document import Node
    from banditore.domain.findings import Finding
    from banditore.domain.templates.registration import ButtonKind
    from banditore.domain.templates.template_pieces import Piece

    Rule = Callable[[rules.Said], Iterator[Finding]]

_TARGETS = {"url": "url", "phone": "phone_number"}


def read_frames(
    document: DocumentMapping, languages: Sequence[str]
) -> tuple[dict[str, Frame], list[Finding]]:
    """The frames by language, none where an error keeps them from being used; and all findings."""
    buttons = list(_buttons(document))
    findings = list(rules.together([(kind, node.place) for kind, node in buttons]))
    frames: dict[str, Frame] = {}
    for language in languages:
        header = _said(document.get("header"), "header", language, rules.header, findings)
        footer = _said(document.get("footer"), "footer", language, rules.footer, findings)
        made = [_button(at, *one, language, findings) for at, one in enumerate(buttons, 1)]
        findings += rules.labels(
            [(b.label, node.place) for b, (_, node) in zip(made, buttons, strict=True)]
        )
        frames[language] = Frame(header, _static(footer), tuple(made))
    found = in_order(findings)
    return ({} if blocking(found) else frames), found


def _buttons(document: DocumentMapping) -> Iterator[tuple[ButtonKind, DocumentMapping]]:
    listed = document.get("buttons")
    for node in listed.items if isinstance(listed, Sequence_) else ():
        kind = node.get("type") if isinstance(node, DocumentMapping) else None
        if isinstance(node, DocumentMapping) and isinstance(kind, Scalar) and kind.text in BUTTONS:
            yield BUTTONS[kind.text], node


def _button(
    number: int,
    kind: ButtonKind,
    node: DocumentMapping,
    language: str,
    findings: list[Finding],
) -> FrameButton:
    key = f"buttons.{number}"
    label = _said(node.get("text"), f"{key}.text", language, rules.label, findings)
    for other, name in _TARGETS.items():
        if other != kind and node.get(name):
            findings += rules.stray(node.place_of_key(name), name, node.get("type"))
    name = _TARGETS.get(kind, "")
    rule = rules.address if kind == "url" else rules.phone
    target = _said(node.get(name), f"{key}.{name}", language, rule, findings)
    if kind == "phone":
        target = ("".join(_static(target).split()),)
    return FrameButton(kind, _static(label), target)


def _said(
    node: Node | None, key: str, language: str, rule: Rule, findings: list[Finding]
) -> tuple[Piece, ...]:
    """What a part says in a language; the same in all where it is no mapping."""
    if isinstance(node, DocumentMapping):
        node = node.get(language)
    if not isinstance(node, Scalar):
        return ()
    pieces, found = take_apart(node.place, node.text)
    findings += found or rule(rules.Said(key, node.place, node.text, tuple(pieces)))
    return tuple(pieces)


def _static(pieces: Sequence[Piece]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))
