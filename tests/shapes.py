"""For fuzzing what comes from outside: any JSON, changed documents, and what may be raised."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from banditore.domain.errors import BanditoreError

if TYPE_CHECKING:
    from collections.abc import Callable

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def places(node: object) -> list[tuple[Any, Any]]:
    """Every container of a document with each of its keys."""
    if isinstance(node, dict):
        pairs: list[tuple[Any, Any]] = [(node, key) for key in node]
    else:
        pairs = [(node, at) for at in range(len(node))] if isinstance(node, list) else []
    return pairs + [found for box, key in pairs for found in places(box[key])]


@st.composite
def spoilt(draw: st.DrawFn, *shapes: Any) -> Any:  # noqa: ANN401 - any JSON
    """One of the documents with anything in it changed, or gone."""
    shape = copy.deepcopy(draw(st.sampled_from(shapes)))
    box, key = draw(st.sampled_from(places(shape)))
    if draw(st.booleans()):
        del box[key]
    else:
        box[key] = draw(anything)
    return shape


def harmless(act: Callable[[], object]) -> None:
    """It may only raise what says nothing of content: no number, no id, no text."""
    try:
        act()
    except BanditoreError as error:
        said = f"{error.message}{error.hint}"
    else:
        said = ""
    assert not any(word in said for word in ("0000", "wamid", "MI ISCRIVO"))
