"""Which variants of templates are registered, and that pushing twice registers once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from banditore.domain.templates.registration import Registered
from banditore.domain.templates.template import Template
from banditore.domain.templates.template_pieces import Slot
from banditore.services.templates import missing, needed, push
from fakes import FakeClock, FakeProvider

if TYPE_CHECKING:
    from banditore.domain.broadcasts.broadcast import Broadcast

LETTER = Template(
    "avviso",
    "utility",
    "",
    {
        "it": ("Comune: ", Slot("testo", ("paragraphs",)), "\n\nMI CANCELLO per uscire."),
        "fr": ("Commune : ", Slot("testo", ("paragraphs",)), "\n\nARRÊT pour sortir."),
    },
)
LINE = Template("evento", "marketing", "", {"it": ("Evento: ", Slot("titolo"), ". Fine")})


def test_a_text_of_paragraphs_needs_one_variant_a_number_and_language() -> None:
    wanted = needed({"avviso": LETTER}, ("it", "fr"), [])

    assert len(wanted) == len({one.name for one in wanted}) == 16
    assert {one.category for one in wanted} == {"utility"}
    assert all(one.rendered.parameters for one in wanted)  # the reviewer's examples


def test_a_text_without_paragraphs_needs_one_variant_where_it_is_written() -> None:
    assert [one.category for one in needed({"evento": LINE}, ("it", "fr"), [])] == ["marketing"]


def test_what_a_broadcast_needs_is_needed_once() -> None:
    usual = LETTER.render("it", {"testo": "uno\n\ndue"})
    long = LETTER.render("it", {"testo": "\n\n".join("abcdefghij")})  # more than is foreseen
    broadcast = cast("Broadcast", SimpleNamespace(rendered={"it": usual, "fr": long}))

    names = [one.name for one in needed({"avviso": LETTER}, ("it",), [broadcast])]

    assert (names.count(usual.name), names.count(long.name), len(names)) == (1, 1, 9)


def test_only_what_is_missing_is_pushed_and_then_nothing_is() -> None:
    provider = FakeProvider(FakeClock())
    wanted = needed({"evento": LINE, "avviso": LETTER}, ("it",), [])
    was = Registered(wanted[0].name, "it", "approved", body="as it was")
    provider.registered[was.name] = was

    push(provider, missing(provider, wanted))

    assert missing(provider, wanted) == []
    assert provider.registered[was.name] == was
    assert provider.registered[wanted[1].name].body == wanted[1].rendered.body
