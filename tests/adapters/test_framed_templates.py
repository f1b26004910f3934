"""Templates with all parts, through both adapters and the network that each speaks to.

Registered and compared, sent with a value for every part, shown whole, tapped, and read as a text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.clock import SystemClock
from banditore.adapters.meta import Account, Meta
from banditore.adapters.twilio import Twilio
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.due.template_standing import differences
from banditore.domain.message import Address, Outbound
from banditore.services.broadcasts import load_broadcasts
from banditore.services.templates import needed_by, push
from banditore.services.town import load_town
from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.world import ACCOUNT, TOKEN
from drafts import GOOD, PATH, town_files
from mailbag import SECRET, Mailbag
from network import Network
from providers import send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.services.town import Town

pytestmark = pytest.mark.e2e

TO = Address("+393330000001")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ABOUT = """\
whatsapp_category: utility
description: Prova
header: { it: 'Avviso per {{ zona }} oggi', fr: "Avis pour {{ zona }} aujourd'hui" }
footer: { it: Comune di Gressan, fr: Commune de Gressan }
buttons:
  - type: url
    text: { it: Leggi tutto, fr: Lire la suite }
    url: https://www.comune.example/{{ pagina }}
  - type: phone_number
    text: { it: Chiama, fr: Appeler }
    phone_number: +39 0165 000 000
  - type: quick_reply
    text: { it: MI CANCELLO, fr: JE ME DÉSINSCRIS }
"""
FILES = town_files(
    {
        "messages/templates/avviso/template.yaml": ABOUT,
        PATH: GOOD.replace("  titolo:", "  zona: Chevrot\n  pagina: avvisi/acqua\n  titolo:"),
    }
)


def declared() -> tuple[Town, Broadcast]:
    """The town, and its only broadcast."""
    town, _ = load_town(FILES, YamlDocuments())
    assert town is not None
    (broadcast,), _ = load_broadcasts(FILES, YamlDocuments(), town.service)
    return town, broadcast


@pytest.fixture(params=["twilio", "meta"])
def line(request: pytest.FixtureRequest) -> Iterator[tuple[Network, Twilio | Meta]]:
    """A network and the adapter that speaks to it."""
    now = SystemClock().now
    with Network(dialect=request.param) as network, Mailbag() as bag:
        if request.param == "twilio":
            town, _ = declared()
            url = network.url
            yield network, Twilio(ACCOUNT, TOKEN, town.service, api=url, content=url, now=now)
            return
        network.webhooks(url=bag.url, secret=SECRET, batch=1000, duplicates=1, shuffled=True)
        account = Account(network.url, "v25.0", NUMBER_ID, WABA_ID, TOKEN)
        yield network, Meta(account, bag, timeout=10, now=now)


def test_what_is_pushed_is_no_difference_and_every_part_reaches_the_phone_and_back(
    line: tuple[Network, Twilio | Meta],
) -> None:
    network, provider = line
    town, broadcast = declared()
    rendered = broadcast.rendered["it"]
    wanted = [one for one in needed_by(FILES, YamlDocuments(), town.service)
              if one.name.startswith(("avviso_it_3p", "evento_fr"))]  # fmt: skip

    push(provider, wanted)

    known = provider.templates()
    assert {one.status for one in known.values()} == {"approved"}
    assert differences(wanted, known) == []
    assert known[rendered.name].parts == rendered.frame.registered

    (answer,) = send(provider, Outbound(TO, rendered.content(), "x:r1"))

    assert answer.fault is None
    (shown,) = network.screen(TO)
    assert shown["text"].splitlines()[0] == "Avviso per Chevrot oggi"
    labels = "\n".join(f"[{label}]" for label in (*shown["links"], *shown["buttons"]))
    assert f"{shown['text']}\n\n{labels}" == rendered.phone

    network.tap(TO, "MI CANCELLO")
    if network.meta:
        network.told()
    (tapped, *_) = provider.pull(LONG_AGO)

    assert (tapped.kind, tapped.text, tapped.sender) == ("text", "MI CANCELLO", TO)


def test_a_message_that_brings_no_value_for_a_part_stops_the_broadcast_or_the_person(
    line: tuple[Network, Twilio | Meta],
) -> None:
    network, provider = line
    town, broadcast = declared()
    content = broadcast.rendered["it"].content()
    wanted = [one for one in needed_by(FILES, YamlDocuments(), town.service)
              if one.name == broadcast.rendered["it"].name]  # fmt: skip
    push(provider, wanted)
    provider.templates()
    assert content.template is not None

    for use in (replace(content.template, header=""), replace(content.template, links=())):
        (answer,) = send(provider, Outbound(TO, replace(content, template=use), "x:r1"))
        assert answer.fault in {"stop-broadcast", "failed"}

    assert network.messages(TO) == []
