"""What citizens write decides by its words alone: it is not executed, filled in, or kept."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Address, Inbound
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import SubscriberList
from injections import CANARY, TEXTS
from small_town import notices, service

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
ANNA = Address("+393330000001")
EMPTY = SubscriberList(b"k" * 32, START)


def after(*texts: str) -> tuple[SubscriberList, str]:
    messages = [
        Inbound(f"SM{n}", ANNA, START + timedelta(minutes=n), "text", text)
        for n, text in enumerate(texts)
    ]
    held, tally = apply(
        EMPTY,
        messages,
        service(),
        notices(),
        now=START + timedelta(hours=1),
        run="run",
        new_id=lambda: "id",
    )
    return held, f"{tally} {held}"


def kept(subscribers: SubscriberList) -> str:
    """Everything in a list, unmasked."""
    people = dict(subscribers.subscribers.items())
    return str(asdict(replace(subscribers, subscribers={}))) + str(
        [asdict(one) for one in people.values()]
    )


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_of_such_a_text_is_kept_or_shown_and_it_joins_nobody(name: str) -> None:
    held, shown = after(TEXTS[name])
    assert not held.subscribers
    assert CANARY not in kept(held)
    assert CANARY not in shown


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("where", ["id", "what"])
def test_nothing_is_kept_or_shown_of_what_else_comes_with_a_message(name: str, where: str) -> None:
    """Its id, and the provider's word for what it is: whoever fills the inbox might choose them."""
    message = Inbound("SM1", ANNA, START, "other", what="image")
    held, tally = apply(
        EMPTY,
        [replace(message, **{where: TEXTS[name]})],  # type: ignore[arg-type]
        service(),
        notices(),
        now=START + timedelta(hours=1),
        run="run",
        new_id=lambda: "id",
    )

    assert CANARY not in f"{tally} {held}" + kept(held)
    assert set(tally.kinds) == {"other" if where == "what" else "image"}


@pytest.mark.parametrize("name", TEXTS)
def test_an_id_that_would_do_something_is_no_proof_of_consent(name: str) -> None:
    joining = Inbound(TEXTS[name], ANNA, START, "text", "MI ISCRIVO")
    held, _ = apply(
        EMPTY,
        [joining],
        service(),
        notices(),
        now=START + timedelta(hours=1),
        run="run",
        new_id=lambda: "id",
    )

    assert ANNA in held.subscribers
    assert CANARY not in kept(held)


@pytest.mark.parametrize("name", TEXTS)
def test_such_a_text_unsubscribes_nobody(name: str) -> None:
    held, _ = after("MI ISCRIVO", TEXTS[name])
    assert ANNA in held.subscribers


def test_the_longest_texts_cost_little() -> None:
    began = time.process_time()
    after(*TEXTS.values())
    assert time.process_time() - began < 2


@given(st.text(max_size=300))
def test_no_text_at_all_is_an_error_or_kept(text: str) -> None:
    marked = f"{CANARY} {text}"
    held, shown = after(marked)
    assert CANARY not in kept(held) + shown
