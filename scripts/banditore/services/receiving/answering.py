"""Replies leave, once, after the change they answer was pushed; a second push forgets them.

Each reply has one owner for a while. Whoever takes it over afterwards first asks the provider
whether it left. Last of all, the town's contact card goes to whom this very run has confirmed:
nobody owes it, so no later run ever sends it, and what happens to it changes nothing of the rest.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.contact import card_message, card_of
from banditore.domain.message import Content, Outbound
from banditore.domain.sending.tags import card_tag, reply_tag
from banditore.domain.texts.reply_buttons import buttons_of
from banditore.domain.texts.reply_facts import in_words, wants_card
from banditore.services.sending.dispatch import Dispatcher
from banditore.services.sending.pacing import Pacer
from banditore.services.tips import COMMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.message import Answer
    from banditore.domain.sending.outcomes import Outcome
    from banditore.domain.subscribers import PendingReply
    from banditore.ports import Files, Sender
    from banditore.services.receiving.inbound import Desk, Pulled
    from banditore.services.sending.stop import Stop

MARGIN = timedelta(minutes=1)
"""Kept from the end of a lease: clocks differ, and a message under way takes its time."""


@dataclass(frozen=True)
class Answered:
    """What became of the replies, in counts."""

    sent: int = 0
    already: int = 0
    """Had left before the run that owned them died."""
    failed: int = 0
    unknown: int = 0
    waiting: int = 0
    """Still owed: a later run sends them."""
    cards: int = 0
    """Contact cards that followed a confirmation."""
    cards_lost: int = 0
    """Contact cards that did not, or of which nobody can tell: they are not sent again."""


def answer(desk: Desk, pulled: Pulled, stop: Stop) -> Answered:
    """Send the replies that are ours, and forget what is settled.

    Raises what the ports raise. Where the provider takes nothing, `stop` says why.
    """
    now = desk.clock.now()
    ours = [reply for reply in pulled.subscribers.replies.values() if _may_send(desk, reply, now)]
    ours.sort(key=lambda reply: (reply.since, reply.id))
    gone = _gone(desk, [reply for reply in ours if reply.id in pulled.taken])
    owed = [reply for reply in ours if reply.id not in gone]
    outcomes, cards = _exchange(desk, gone, owed, stop)
    states = Counter(outcome.state for outcome in outcomes.values())
    followed = sum(outcome is not None and outcome.state == "accepted" for outcome in cards)
    return Answered(
        sent=states["accepted"],
        already=len(gone),
        failed=states["failed"] + states["left"],
        unknown=states["unknown"],
        waiting=len(pulled.subscribers.replies) - len(gone) - len(outcomes),
        cards=followed,
        cards_lost=len(cards) - followed,
    )


def _may_send(desk: Desk, reply: PendingReply, now: datetime) -> bool:
    return reply.owner == desk.run and now < reply.until - MARGIN


def _gone(desk: Desk, taken: Sequence[PendingReply]) -> set[str]:
    """Those that the run before us did send, by the provider's own log.

    A provider without a complete log may not show one: a second answer is better than none.
    """
    gone: set[str] = set()
    counted: Counter[tuple[str, str]] = Counter()
    log = _log(desk, taken)
    for reply in taken:
        text = _plain(_text(desk, reply))
        # A provider may remember whole seconds only.
        since = reply.since.replace(microsecond=0)
        rows = sum(at >= since for at in log[reply.to, text])
        if rows > counted[reply.to, text] or log[reply.to, reply_tag(reply.id)]:
            counted[reply.to, text] += 1
            gone.add(reply.id)
    return gone


def _log(desk: Desk, taken: Sequence[PendingReply]) -> Mapping[tuple[str, str], list[datetime]]:
    """When each text, or tag, went to each address, all asked for at once."""
    found: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    if taken:
        since = min(reply.since for reply in taken)
        asked = {reply_tag(reply.id): reply.to for reply in taken}
        for row in desk.provider.log(asked, since):
            found[row.to, row.tag or _plain(row.text)].append(row.at)
    return found


def _exchange(
    desk: Desk, gone: set[str], replies: Sequence[PendingReply], stop: Stop
) -> tuple[dict[str, Outcome], list[Outcome | None]]:
    """Send replies, forget what is settled, send the cards.

    The outcomes of replies, by reply: who is missing was surely not sent to; and of each card that
    was to follow one, None where it did not leave.
    """
    if not replies:
        _settle(desk, gone, {})
        return {}, []
    limits = desk.town.service.sending
    spare = min(reply.until for reply in replies) - MARGIN - desk.clock.now()
    block = [(reply.id, _message(desk, reply)) for reply in replies]

    async def lane() -> tuple[dict[str, Outcome], list[Outcome | None]]:
        until = desk.clock.monotonic() + spare.total_seconds()
        async with desk.provider.sender(limits.connections) as sender:
            pacer = Pacer(limits.rate, desk.clock)
            alone = _EachForItself(sender)
            dispatcher = Dispatcher(alone, pacer, desk.clock, limits, stop)
            outcomes = await dispatcher.all(block, until)
            # Before the cards: no reply is to wait longer for its end because of them.
            await asyncio.to_thread(_settle, desk, gone, outcomes)
            cards = _cards(desk, replies, outcomes)
            sent = await dispatcher.all(cards, until)
            return outcomes, [sent.get(reply) for reply, _ in cards]

    return asyncio.run(lane())


def _cards(
    desk: Desk, replies: Sequence[PendingReply], outcomes: Mapping[str, Outcome]
) -> list[tuple[str, Outbound]]:
    """The cards of those whose confirmation this run has just sent, by reply."""
    if "cards" not in desk.provider.capabilities:
        return []
    found = []
    for reply in replies:
        outcome = outcomes.get(reply.id)
        spoken = desk.town.replies.spoken(reply.language)
        card = card_of(desk.town.service, spoken) if wants_card(reply.facts) else None
        if card and outcome and outcome.state == "accepted":
            found.append((reply.id, Outbound(reply.to, card_message(card), card_tag(reply.id))))
    return found


class _EachForItself:
    """A reply that nobody would get as it is must not hold up the other replies."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt."""
        answer = await self._sender.send(message, still)
        return replace(answer, fault="failed") if answer.fault == "stop-broadcast" else answer


def _settle(desk: Desk, gone: set[str], outcomes: Mapping[str, Outcome]) -> None:
    """Settled replies go; unknown ones are for the next run, which asks the provider first."""
    unknown = {id_ for id_, outcome in outcomes.items() if outcome.state == "unknown"}
    settled = (gone | set(outcomes)) - unknown
    if not settled and not unknown:
        return

    def change(files: Files) -> Mapping[str, bytes | None]:
        before = desk.store.load(files)
        kept = {
            key: replace(reply, owner="") if key in unknown else reply
            for key, reply in before.replies.items()
            if key not in settled
        }
        return desk.store.store(files, replace(before, replies=kept))

    desk.repository.change(desk.state, change, COMMIT)


def _message(desk: Desk, reply: PendingReply) -> Outbound:
    text, replies = _text(desk, reply), desk.town.replies
    spoken = replies.spoken(reply.language)
    able = "buttons" in desk.provider.capabilities
    buttons = buttons_of(reply.kind, replies.values[spoken], text) if able else ()
    content = Content(text, buttons=buttons, language=spoken if buttons else "")
    return Outbound(reply.to, content, reply_tag(reply.id))


def _text(desk: Desk, reply: PendingReply) -> str:
    service, replies = desk.town.service, desk.town.replies
    spoken = replies.spoken(reply.language)
    return replies.render(reply.kind, spoken, **in_words(reply.facts, service, spoken))


def _plain(text: str) -> str:
    """Without the blanks that a provider may trim."""
    return " ".join(text.split())
