"""pywa, a client that others wrote, drives the simulator's Meta side, and reads its webhooks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeAlias

import httpx
import pytest
from pywa import WhatsApp, types
from pywa.errors import (
    ExpiredAccessToken,
    MediaUploadError,
    RateLimitHit,
    ReEngagementMessage,
    TemplateNotExists,
    TemplateParamCountMismatch,
    TemplatePaused,
    WhatsAppError,
)
from pywa.types import templates as t

from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.world import TOKEN
from mailbag import SECRET, Mailbag
from network import TOWN, Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Clients: TypeAlias = "Callable[..., WhatsApp]"
pytestmark = pytest.mark.e2e

PHONE = "+393330000001"
BODY = t.BodyText("Comune: {{titolo}}. Altro sul sito", titolo="Neve")
NAMED = t.Template(
    name="avviso",
    language=t.TemplateLanguage.ITALIAN,
    category=t.TemplateCategory.UTILITY,
    parameter_format=t.ParamFormat.NAMED,
    components=[BODY, t.FooterText(text="MI CANCELLO per uscire")],
)


@pytest.fixture(scope="module")
def running() -> Iterator[Network]:
    with Network(dialect="meta") as network:
        yield network


@pytest.fixture
def network(running: Network) -> Network:
    running.reset()
    running.webhooks(url="")
    return running


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Whole payloads are what it logs."""
    logging.getLogger("pywa").setLevel(logging.CRITICAL)


@pytest.fixture
def client(network: Network) -> Iterator[Clients]:
    sessions: list[httpx.Client] = []

    def made(token: str = TOKEN) -> WhatsApp:
        sessions.append(httpx.Client(trust_env=False))
        wa = WhatsApp(
            NUMBER_ID,
            token,
            session=sessions[-1],
            waba_id=WABA_ID,
            server=None,
            app_secret=SECRET,
            skip_duplicate_updates=False,
        )
        sessions[-1].base_url = httpx.URL(f"{network.url}/v26.0/")
        return wa

    yield made
    for session in sessions:
        session.close()


def test_a_text_within_the_window_arrives_and_outside_it_is_refused(
    network: Network, client: Clients
) -> None:
    wa = client()
    with pytest.raises(ReEngagementMessage):
        wa.send_message(to=PHONE, text="Ciao")

    network.text(PHONE, "MI ISCRIVO")
    sent = wa.send_message(to=PHONE, text="Benvenuto")

    assert network.messages(PHONE) == ["Benvenuto"]
    assert sent.id.startswith("wamid.")


def test_buttons_contacts_and_media_arrive(network: Network, client: Clients) -> None:
    wa = client()
    network.text(PHONE, "MI ISCRIVO")
    wa.send_message(
        to=PHONE, text="Vuoi?", buttons=[types.Button("MI ISCRIVO", callback_data="si")]
    )
    name = types.Contact.Name(formatted_name="Comune", first_name="Comune")
    wa.send_contact(to=PHONE, contact=types.Contact(name=name))
    media = wa.upload_media(b"%PDF-1.7", mime_type="application/pdf", filename="a.pdf")
    wa.send_document(to=PHONE, document=media, filename="a.pdf", caption="Ordinanza")

    shown = [(one["text"], one["buttons"], one["card"]) for one in network.screen(PHONE)]
    card = {"name": "Comune", "phone": "", "email": "", "website": ""}
    assert shown == [
        ("Vuoi?", ["MI ISCRIVO"], None),
        ("", [], card),
        ("[document] Ordinanza", [], None),
    ]


def test_what_is_uploaded_can_be_fetched_and_deleted(network: Network, client: Clients) -> None:
    wa = client()
    media = wa.upload_media(b"%PDF-1.7", mime_type="application/pdf", filename="a.pdf")

    found = wa.get_media_url(media.id)
    assert (found.mime_type, found.file_size) == ("application/pdf", 8)
    assert wa.get_media_bytes(found.url) == b"%PDF-1.7"
    assert wa.delete_media(media.id)
    with pytest.raises(WhatsAppError):
        wa.get_media_url(media.id)
    with pytest.raises(WhatsAppError, match="code=100"):
        wa.upload_media(b"MZ", mime_type="application/x-msdownload", filename="a.exe")
    network.text(PHONE, "MI ISCRIVO")
    with pytest.raises(MediaUploadError):
        wa.send_document(to=PHONE, document=media, filename="a.pdf")


def test_templates_are_made_listed_over_pages_sent_and_deleted(
    network: Network, client: Clients
) -> None:
    wa = client()
    for number in range(7):
        named = t.Template(
            name=f"avviso_{number}", language=NAMED.language, category=NAMED.category,
            parameter_format=NAMED.parameter_format, components=NAMED.components,
        )  # fmt: skip
        wa.create_template(named)

    listed: list[t.TemplateDetails] = []
    after: str | None = None
    more = True
    while more:  # by cursors: in pywa 4.5.0 the next page of templates cannot be made
        page = wa.get_templates(pagination=types.Pagination(limit=3, after=after))
        listed += page
        more, after = page.has_next, page.after

    assert sorted(one.name for one in listed) == [f"avviso_{n}" for n in range(7)]
    assert all(one.status == t.TemplateStatus.APPROVED for one in listed)
    wa.send_template(
        to=PHONE, name="avviso_3", language=t.TemplateLanguage.ITALIAN,
        params=[BODY.params(titolo="Neve in arrivo")],
    )  # fmt: skip
    assert network.messages(PHONE) == ["Comune: Neve in arrivo. Altro sul sito"]
    wa.delete_template("avviso_3")
    with pytest.raises(TemplateNotExists):
        wa.send_template(
            to=PHONE, name="avviso_3", language=t.TemplateLanguage.ITALIAN,
            params=[BODY.params(titolo="Neve")],
        )  # fmt: skip


def test_errors_come_back_as_pywas_own_exceptions(network: Network, client: Clients) -> None:
    wa = client()
    wa.create_template(NAMED)
    italian = t.TemplateLanguage.ITALIAN

    with pytest.raises(ExpiredAccessToken):
        client("stale").send_message(to=PHONE, text="Ciao")
    with pytest.raises(TemplateNotExists):
        wa.send_template(to=PHONE, name="avviso", language=t.TemplateLanguage.FRENCH, params=[])
    with pytest.raises(TemplateParamCountMismatch):
        wa.send_template(to=PHONE, name="avviso", language=italian, params=[])
    with pytest.raises(WhatsAppError, match="code=100"):
        wa.send_message(to=PHONE, text="x" * 4097)
    with pytest.raises(WhatsAppError, match="code=100"):
        wa.create_template(NAMED)
    network.review("avviso", "PAUSED")
    with pytest.raises(TemplatePaused):
        wa.send_template(
            to=PHONE, name="avviso", language=italian, params=[BODY.params(titolo="Neve")]
        )
    network.fault("throttle")
    with pytest.raises(RateLimitHit):
        wa.send_message(to=PHONE, text="Ciao")


def test_pywa_verifies_and_reads_what_the_simulator_posts(
    network: Network, client: Clients
) -> None:
    wa = client()
    said: list[object] = []
    wa.on_message(lambda _, message: said.append((message.text, message.from_user.wa_id)))
    wa.on_callback_button(lambda _, tap: said.append(tap.data))
    wa.on_message_status(lambda _, status: said.append((status.status.value, status.tracker)))
    wa.on_user_marketing_preferences(lambda _, wish: said.append(wish.value.value))
    with Mailbag() as bag:
        network.webhooks(url=bag.url, secret=SECRET, batch=1)
        network.text(PHONE, "MI ISCRIVO")
        network.text(PHONE, "MI CANCELLO", kind="button")
        network.text(PHONE, media=True)
        wa.send_message(to=PHONE, text="Benvenuto", tracker="reply:1")
        network.wish(PHONE, "stop")
        network.told()

    for body in bag.posted:
        wa.webhook_update_handler(body)

    digits = PHONE.lstrip("+")
    assert said == [
        ("MI ISCRIVO", digits),
        "MI CANCELLO",
        (None, digits),
        ("sent", "reply:1"),
        ("delivered", "reply:1"),
        "stop",
    ]
    assert bag.forged == 0
    assert TOWN.lstrip("+").encode() in bag.posted[0]
