"""What phones will show, and what else a reviewer must know before approving."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.due.waiting import departure
from banditore.domain.markdown import literal, quoted
from banditore.domain.moments import shown
from banditore.domain.prices import shown as amount_shown
from banditore.domain.sentences.labels import label
from banditore.domain.templates.template import BODY_LIMIT
from banditore.domain.templates.template_frame import HEADER_LIMIT
from banditore.services.broadcasts import kind_of_broadcast, load_broadcasts, load_templates
from banditore.services.checking.check import past_of
from banditore.services.receipts import last_audiences
from banditore.services.town import load_town

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime
    from decimal import Decimal

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.due.waiting import Departure
    from banditore.domain.service import Service
    from banditore.domain.templates.template import Rendered
    from banditore.ports import Documents, Files

_LOOK_AT = ("look-category", "look-facts", "look-languages", "look-times", "look-people")


@dataclass(frozen=True)
class Preview:
    """One broadcast as its reviewer sees it."""

    broadcast: Broadcast
    service: Service
    people: int | None
    """How many the last broadcast of the category went to; None where there was none."""
    leaving: Departure
    """When it leaves if it is merged now."""
    kind: str = "utility"
    """WhatsApp's category of the template."""
    today: date | None = None

    @property
    def seconds(self) -> int | None:
        """How long sending takes at the configured rate."""
        return None if self.people is None else math.ceil(self.people / self.service.sending.rate)

    def facts(self, words: str) -> list[tuple[str, str]]:
        """Label and value of what is to be known, in the language of staff."""
        broadcast, zone = self.broadcast, self.service.zone
        names = " / ".join(self.service.categories[broadcast.category].names.values())
        rows = [
            ("category", f"{broadcast.category} ({names})"),
            ("send-at", self._departure(words)),
            ("expires-at", shown(broadcast.expires_at, zone)),
            ("audience", self._reach(words)),
        ]
        if cost := self._cost(words):
            rows.append(("cost", cost))
        if broadcast.corrects:
            rows.append(("corrects", broadcast.corrects))
        return [(label(key, words), value) for key, value in rows]

    def _departure(self, words: str) -> str:
        """When it leaves, and what it waits for."""
        broadcast, zone, leaving = self.broadcast, self.service.zone, self.leaving
        when = label("at-merge", words)
        if broadcast.send_at is not None:
            when = shown(broadcast.send_at, zone)
        if leaving.waits:
            why = label("why-silence" if leaving.silence else "why-quiet-hours", words)
            when += label("leaves-at", words, when=shown(leaving.leaves, zone), why=why)
        if self.service.paused:
            when += f" ({label('why-paused', words)}: {self.service.paused})"
        return when

    @property
    def cost(self) -> Decimal | None:
        """What it costs, by the price of the town's own country; None: not known."""
        prices = self.service.prices
        price = prices.of(self.kind, self.service.number) if prices else None
        return None if price is None or self.people is None else price * self.people

    def _cost(self, words: str) -> str:
        prices, cost = self.service.prices, self.cost
        if prices is None or cost is None:
            return ""
        amount = amount_shown(cost, prices.currency)
        said = label("cost-about", words, amount=amount, kind=self.kind, day=prices.as_of)
        old = self.today and prices.old(self.today)
        return said + (label("prices-old", words) if old else "")

    def _reach(self, words: str) -> str:
        if self.people is None or self.seconds is None:
            return label("people-unknown", words)
        return label("people-last-time", words, people=self.people, seconds=self.seconds)


def previews(
    files: Files,
    base: Files | None,
    state: Files | None,
    documents: Documents,
    *,
    now: datetime,
    ids: Collection[str] = (),
    everything: bool = False,
) -> list[Preview]:
    """The valid broadcasts that are new or changed against main; or those named; or all."""
    town, _ = load_town(files, documents)
    if town is None:
        return []
    broadcasts, _ = load_broadcasts(files, documents, town.service)
    past = past_of(files, base, state, documents)
    templates, _ = load_templates(files, documents, town.service)
    people = last_audiences(state or base or files, documents)
    service = town.service
    return [
        Preview(
            one,
            service,
            people.get(one.category),
            departure(one, service, now),
            kind=kind_of_broadcast(one, templates),
            today=now.date(),
        )
        for one in broadcasts
        if one.id in ids or (not ids and (everything or not past.untouched(one.path)))
    ]


def as_markdown(shown_ones: list[Preview], words: str) -> str:
    """For the run's page. What the texts contain cannot break out of their quotes."""
    return "\n".join(line for one in shown_ones for line in _markdown(one, words))


def as_text(shown_ones: list[Preview], words: str, languages: Collection[str] = ()) -> str:
    """For a terminal; only some of the message's languages where they are named."""
    return "\n".join(line for one in shown_ones for line in _text(one, words, languages))


def as_data(one: Preview) -> dict[str, object]:
    """For a program."""
    broadcast = one.broadcast
    return {
        "id": broadcast.id,
        "category": broadcast.category,
        "send_at": _iso(broadcast.send_at),
        "leaves_at": _iso(one.leaving.leaves),
        "expires_at": _iso(broadcast.expires_at),
        "people": one.people,
        "seconds": one.seconds,
        "cost": None if one.cost is None else str(one.cost),
        "corrects": broadcast.corrects,
        "messages": {
            language: {
                "text": rendered.text,
                **_parts(rendered),
                "characters": len(rendered.text),
                "limit": BODY_LIMIT,
                "template": rendered.name,
            }
            for language, rendered in broadcast.rendered.items()
        },
    }


def _parts(rendered: Rendered) -> dict[str, object]:
    parts = rendered.frame.shown
    buttons = [{"type": b.kind, "text": b.text, "value": b.value} for b in parts.buttons]
    return {"header": parts.header, "footer": parts.footer, "buttons": buttons}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _markdown(one: Preview, words: str) -> Iterator[str]:
    yield f"### {label('preview', words)}: {literal(one.broadcast.id)}"
    yield ""
    yield from (f"- **{name}**: {literal(value)}" for name, value in one.facts(words))
    for language, rendered in one.broadcast.rendered.items():
        count = f"{len(rendered.text)}/{BODY_LIMIT} {label('characters', words)}"
        yield ""
        yield f"#### {language} · {count} · `{rendered.name}`"
        yield ""
        yield quoted(rendered.phone)
        around = [f"- {literal(line)}" for line in _around(rendered, words)]
        yield from ["", *around] if around else []
    yield ""
    yield f"**{label('look-at', words)}**"
    yield ""
    yield from (f"- [ ] {label(key, words)}" for key in _LOOK_AT)
    yield ""


def _text(one: Preview, words: str, languages: Collection[str]) -> Iterator[str]:
    yield one.broadcast.id
    yield from (f"  {name}: {value}" for name, value in one.facts(words))
    for language, rendered in one.broadcast.rendered.items():
        if languages and language not in languages:
            continue
        count = f"{len(rendered.text)}/{BODY_LIMIT} {label('characters', words)}"
        yield ""
        yield f"  {language} · {count} · {rendered.name}"
        yield from (f"  │ {line}".rstrip() for line in rendered.phone.splitlines())
        yield from (f"  {line}" for line in _around(rendered, words))
    yield ""


def _around(rendered: Rendered, words: str) -> Iterator[str]:
    """What a phone shows without saying so: what is the header, where each button leads."""
    parts = rendered.frame.shown
    for part, said in (("header", parts.header), ("footer", parts.footer)):
        if said:
            count = f"{len(said)}/{HEADER_LIMIT} {label('characters', words)}"
            yield f"{label(f'part-{part}', words)}: {said} ({count})"
    for button in parts.buttons:
        where = button.value or label("button-writes", words, text=button.text)
        yield f"{label('part-button', words)} [{button.text}]: {where}"
