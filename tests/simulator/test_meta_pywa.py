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
    shown = "Comune: Neve in arrivo. Altro sul sito\n\nMI CANCELLO per uscire"
    assert network.messages(PHONE) == [shown]
    wa.delete_template("avviso_3")
    with pytest.raises(TemplateNotExists):
        wa.send_template(
            to=PHONE, name="avviso_3", language=t.TemplateLanguage.ITALIAN,
            params=[BODY.params(titolo="Neve")],
        )  # fmt: skip


def test_a_template_with_all_parts_is_made_read_back_and_filled(
    network: Network, client: Clients
) -> None:
    wa, italian = client(), t.TemplateLanguage.ITALIAN
    header = t.HeaderText("Avviso per {{zona}} e dintorni", zona="Chevrot")
    page = t.URLButton(
        text="Leggi", url="https://c.example/{{1}}", example="https://c.example/neve"
    )
    call = t.PhoneNumberButton(text="Chiama", phone_number="+393330000002")
    leave = t.QuickReplyButton(text="MI CANCELLO")
    wa.create_template(
        t.Template(
            name="intero", language=italian, category=NAMED.category,
            parameter_format=NAMED.parameter_format,
            components=[header, BODY, t.FooterText(text="Comune di Esempio"),
                        t.Buttons(buttons=[page, call, leave])],
        )
    )  # fmt: skip

    (known,) = wa.get_templates(name="intero")
    wa.send_template(
        to=PHONE, name="intero", language=italian,
        params=[header.params(zona="Moline"), BODY.params(titolo="Neve"),
                page.params(url_variable="neve-2026", index=0),
                leave.params(callback_data="MI CANCELLO", index=2)],
    )  # fmt: skip

    assert [type(part) for part in known.components] == [
        t.HeaderText, t.BodyText, t.FooterText, t.Buttons,
    ]  # fmt: skip
    parts = ["Avviso per Moline e dintorni", "Comune: Neve. Altro sul sito", "Comune di Esempio"]
    (shown,) = network.screen(PHONE)
    assert shown["text"] == "\n\n".join(parts)
    assert (shown["links"], shown["buttons"]) == (["Leggi", "Chiama"], ["MI CANCELLO"])
    with pytest.raises(WhatsAppError, match="code=131008"):
        wa.send_template(
            to=PHONE, name="intero", language=italian,
            params=[header.params(zona="Moline"), BODY.params(titolo="Neve")],
        )  # fmt: skip
    with pytest.raises(TemplateParamCountMismatch):
        wa.send_template(
            to=PHONE, name="intero", language=italian,
            params=[BODY.params(titolo="Neve"), page.params(url_variable="a", index=0)],
        )  # fmt: skip


def test_a_template_whose_buttons_are_mixed_is_refused(network: Network, client: Clients) -> None:
    del network
    buttons = [
        t.QuickReplyButton(text="MI CANCELLO"),
        t.URLButton(text="Leggi", url="https://c.example/"),
        t.QuickReplyButton(text="AIUTO"),
    ]
    mixed = t.Template(
        name="misto", language=NAMED.language, category=NAMED.category,
        parameter_format=NAMED.parameter_format, components=[BODY, t.Buttons(buttons=buttons)],
    )  # fmt: skip

    with pytest.raises(WhatsAppError, match="code=100"):
        client().create_template(mixed)


def test_a_tap_on_a_quick_reply_of_a_template_comes_as_a_button(
    network: Network, client: Clients
) -> None:
    wa = client()
    taps: list[tuple[object, object]] = []
    wa.on_callback_button(lambda _, tap: taps.append((tap.is_quick_reply, tap.data)))
    leave = t.QuickReplyButton(text="MI CANCELLO")
    wa.create_template(
        t.Template(
            name="uscita", language=NAMED.language, category=NAMED.category,
            parameter_format=NAMED.parameter_format, components=[BODY, t.Buttons(buttons=[leave])],
        )
    )  # fmt: skip
    with Mailbag() as bag:
        network.webhooks(url=bag.url, secret=SECRET, batch=1)
        wa.send_template(
            to=PHONE, name="uscita", language=NAMED.language, params=[BODY.params(titolo="Neve")]
        )
        network.tap(PHONE, "MI CANCELLO")
        network.told()

    for body in bag.posted:
        wa.webhook_update_handler(body)

    assert taps == [(True, "MI CANCELLO")]


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
