"""What may follow what in the chain of files, and what an anchor lets pass."""

from __future__ import annotations

import pytest

from banditore.domain.errors import ChainBroken, RolledBack
from banditore.domain.keys.chain import (
    Head,
    Link,
    check_anchor,
    check_base,
    check_next,
    newest,
    segment_path,
)


def digest(number: int, line: str = "a") -> str:
    return f"{line}{number:063}"


def link(number: int, epoch: int = 1, line: str = "a", before: str = "a") -> Link:
    previous = digest(number - 1, before) if number > 1 else ""
    return Link(epoch, number, previous, digest(number, line))


def chain(first: int, last: int, epoch: int = 1) -> list[Link]:
    return [link(number, epoch) for number in range(first, last + 1)]


@pytest.mark.parametrize(
    ("found", "anchor"),
    [
        (chain(1, 1), None),
        (chain(1, 1), link(1).head),
        (chain(1, 9), link(1).head),
        (chain(1, 9), link(5).head),
        (chain(1, 9), link(9).head),
        (chain(10, 12, 2), link(9).head),  # it was rewritten since, from where the anchor was
        (chain(10, 12, 2), link(10, 2).head),
    ],
)
def test_the_list_that_was_in_use_and_what_became_of_it_passes(
    found: list[Link], anchor: Head | None
) -> None:
    check_anchor(found, anchor)


@pytest.mark.parametrize(
    ("found", "anchor", "words"),
    [
        (chain(1, 8), link(9).head, "its last 1 change is gone"),
        (chain(1, 4), link(9).head, "its last 5 changes are gone"),
        (chain(1, 9), link(10, 2).head, "gone"),  # the list as it was before it was rewritten
        (chain(1, 9), link(9, line="b").head, "another line"),
        (chain(1, 9), link(5, line="b").head, "another line"),
        (chain(1, 9), link(5, epoch=2).head, "another line"),
        (chain(10, 12, 2), link(9, line="b").head, "another line"),
        (chain(10, 12, 2), link(8).head, "another line"),  # rewritten from a state beyond it
    ],
)
def test_what_is_older_or_beside_it_does_not(found: list[Link], anchor: Head, words: str) -> None:
    with pytest.raises(RolledBack, match=words) as caught:
        check_anchor(found, anchor)
    assert f"--generation {found[-1].generation} " in caught.value.hint


def test_the_newest_of_two_heads_counts() -> None:
    assert newest(None, link(3).head, link(7, 2).head, None) == link(7, 2).head
    assert newest(None, None) is None


@pytest.mark.parametrize(
    "base", [Link(1, 1, "", digest(1)), Link(2, 2, digest(1), digest(2)), link(40, 7)]
)
def test_a_chain_begins_with_nothing_before_it_or_with_a_file_that_it_names(base: Link) -> None:
    check_base(base)


@pytest.mark.parametrize(
    "base",
    [
        Link(1, 1, digest(0), digest(1)),
        Link(1, 2, "", digest(2)),
        Link(2, 1, "", digest(1)),
        Link(2, 2, "", digest(2)),
        Link(2, 2, digest(1)[1:], digest(2)),
        Link(2, 2, digest(1).upper(), digest(2)),
    ],
)
def test_no_chain_begins_otherwise(base: Link) -> None:
    with pytest.raises(ChainBroken, match=r"subscribers\.enc"):
        check_base(base)


@pytest.mark.parametrize(
    "wrong", [link(5), link(3), link(4, epoch=2), link(4, before="b"), Link(1, 4, "", digest(4))]
)
def test_a_segment_follows_the_file_before_it_and_no_other(wrong: Link) -> None:
    check_next(link(4), link(3))
    with pytest.raises(ChainBroken, match=segment_path(4)) as caught:
        check_next(wrong, link(3))
    assert "git restore" in caught.value.hint
