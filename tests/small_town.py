"""A town for tests of services: its rules, its notices and replies that can be told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.message import Address
from banditore.domain.service import Category, Sending, Service
from banditore.domain.texts.notice import Notice
from banditore.domain.texts.replies import KINDS, Replies, compile_reply
from banditore.services.town import Town

if TYPE_CHECKING:
    from jinja2 import Template

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "subscribe": {
        "it": ("MI ISCRIVO", "ISCRIVIMI", "ISCRIZIONE", "ATTIVA ISCRIZIONE", "ATTIVA"),
        "fr": ("JE M'INSCRIS", "INSCRIPTION"),
        "en": ("SUBSCRIBE",),
    },
    "unsubscribe": {
        "it": (
            "MI CANCELLO",
            "CANCELLAMI",
            "CANCELLA",
            "CANCELLATEMI",
            "DISATTIVA",
            "DISATTIVAZIONE",
            "STOP",
            "BASTA",
            "OFF",
        ),
        "fr": ("JE ME DÉSINSCRIS", "DÉSINSCRIPTION", "ARRÊT", "ARRETE", "ANNULER", "STOP", "OFF"),
        "en": ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"),
    },
    "help": {"it": ("AIUTO",), "fr": ("AIDE",), "en": ("HELP",)},
}


def category(name: str, *, urgent: bool = False) -> Category:
    """A category."""
    names, about = dict.fromkeys(("it", "fr"), name.upper()), dict.fromkeys(("it", "fr"), "…")
    return Category(
        name, names, about, "avviso", urgent=urgent, lifetime=timedelta(1), when_unknown="report"
    )


def service(**changes: object) -> Service:
    """The town's rules."""
    usual = Service(
        name="Comune di Gressan",
        number=Address("+393389428034"),
        website="https://example.invalid",
        notice_url="https://example.invalid/privacy",
        channels={"it": "lo sportello", "fr": "le guichet"},
        languages=("it", "fr"),
        staff_language="it",
        time_zone="Europe/Rome",
        state_branch="main",
        provider="simulator",
        categories={
            "emergenze": category("emergenze", urgent=True),
            "info": category("info"),
            "eventi": category("eventi"),
        },
        commands=PHRASES,
        sending=Sending(),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def notices(version: str = "1") -> dict[str, Notice]:
    """A notice per language."""
    return {
        language: Notice(version, language, "…", f"sha256:{version}{language}")
        for language in ("it", "fr")
    }


def town(**changes: object) -> Town:
    """The whole of it; each reply says its kind and language."""
    templates: dict[tuple[str, str], Template] = {}
    for kind in KINDS:
        for language in ("it", "fr"):
            template, findings = compile_reply("reply.j2", f"{kind} {language} {{{{ town }}}}")
            assert template is not None
            assert not findings
            templates[kind, language] = template
    values = {language: {"town": "Gressan"} for language in ("it", "fr")}
    return Town(service(**changes), notices(), Replies(templates, values))
