"""A town whose broadcast is closed, and what is reported of it afterwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from banditore.adapters.meta.mailbox import Mailbox
from banditore.domain.message import Status
from banditore.domain.sending.tags import tag_of
from banditore.services.reports import Heard, hear
from crier import ID, Crier, Death, phone
from fakes import FakeProvider
from mailbag import Mailbag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from banditore.domain.capabilities import Capability
    from banditore.domain.message import DeliveryState
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Clock

BRANCH = f"outcomes/{ID}"


def told_of(provider: str, people: int = 3, category: str = "info") -> Crier:
    """A town whose broadcast is closed; reports come by tag (Meta) or by text (Twilio)."""
    crier = Crier(people=people, category=category)
    by_tag: frozenset[Capability] = frozenset({"send", "inbound", "statuses"})
    crier.provider.capabilities = by_tag if provider == "meta" else by_tag | {"look-up"}
    crier.publish()
    return crier


def listed(crier: Crier) -> SubscriberList:
    tip = crier.repository.tip("main")
    assert tip is not None
    return crier.store.load(tip)


def report(
    crier: Crier, number: int, state: DeliveryState, code: str = "", id_: str = ""
) -> Status:
    sent = crier.message_to(phone(number))
    if "look-up" in crier.provider.capabilities:
        made = crier.clock.now()
        for row in crier.provider.sent:
            if row.to == sent.to:
                made = row.at
        return Status(state, made, code=code, to=sent.to, text=sent.text)
    ref = listed(crier).ref(phone(number))
    return Status(state, crier.clock.now(), tag=tag_of(ID, ref), code=code, id=id_)


def listen(crier: Crier) -> Heard:
    publisher = crier.publisher()
    return hear(publisher.desk, publisher.steps.keeper())


def fields(crier: Crier) -> dict[str, int]:
    return {key: n for key, n in crier.counts().items() if key != "audience"}


def silent_of(people: int, *, history: bool = True) -> Crier:
    """Of one of them it was reported that it arrived, of the others that it was sent."""
    crier = told_of("meta", people)
    if history:
        crier.provider.capabilities |= {"history"}
    sent = [report(crier, n, "sent", id_=f"wamid.{n}") for n in range(1, people)]
    crier.provider.news = [*sent, report(crier, 0, "delivered")]
    return crier


class Posted(FakeProvider):
    """What is reported lies in an inbox, as with Meta."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.bag = Mailbag()
        self.process()

    def process(self) -> None:
        """Another process begins: it remembers nothing."""
        self.bag.again()
        self.box = Mailbox(self.bag, "1")

    def post(self, *told: Status) -> None:
        rows = [
            {"id": f"wamid.{one.tag}", "status": one.state, "biz_opaque_callback_data": one.tag}
            | ({"errors": [{"code": int(one.code)}]} if one.code else {})
            for one in told
        ]
        value = {"metadata": {"phone_number_id": "1"}, "statuses": rows}
        entry = {"changes": [{"field": "messages", "value": value}]}
        self.bag.put(json.dumps({"entry": [entry]}).encode(), self._clock.now())

    def statuses(self, since: datetime) -> Iterator[Status]:
        self.hook("statuses")
        return self.box.statuses()

    def reported(self, needed: Callable[[Status], bool]) -> None:
        self.hook("reported")
        self.box.settled()  # as the sync before it did
        self.box.reported(needed)


def dying(crier: Crier, after: int) -> bool:
    """A sync that dies after so many calls; whether it did."""
    left = [after]

    def die(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Death

    crier.repository.hook = crier.provider.hook = die
    try:
        listen(crier)
    except Death:
        return True
    finally:
        crier.repository.hook = crier.provider.hook = lambda _: None
        assert isinstance(crier.provider, Posted)
        crier.provider.process()
    return False
