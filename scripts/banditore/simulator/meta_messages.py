"""What is in a message to the Cloud API: checked, and turned into what the phone shows.

Source: Meta's page *Send messages*; limits of interactive messages as pywa 4.5 has them.
"""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any

from banditore.simulator.meta_templates import Given
from banditore.simulator.refusals import Refusal
from banditore.simulator.shown import Card, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.simulator.meta_templates import Template, Templates

MAX_TEXT, MAX_TAG, MAX_BUTTONS, MAX_TITLE, MAX_ID = 4096, 512, 3, 20, 256
MAX_BODY, MAX_CONTACTS = 1024, 257
_NAME_PARTS = ("first_name", "last_name", "middle_name", "suffix", "prefix")
_CARD_PARTS = (("phones", "phone"), ("emails", "email"), ("urls", "url"))
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")
_MEDIA = ("image", "document", "video", "audio", "sticker")


def recipient(document: Mapping[str, object], country: str) -> str:
    """To whom. Raises Refusal."""
    user, to = document.get("recipient"), document.get("to")
    if isinstance(user, str) and to is None:
        if not _USER_ID.fullmatch(user):
            raise Refusal(100, "recipient")
        return user
    if not isinstance(to, str):
        raise Refusal(100, "to is required")
    digits = re.sub(r"[ ()-]", "", to)
    if not digits.startswith("+"):  # the sender's own country code may be put in front
        digits = f"+{digits}" if digits.startswith(country) else f"+{country}{digits}"
    if not _PHONE.fullmatch(digits):
        raise Refusal(100, "to")
    return digits


def tag_of(document: Mapping[str, object]) -> str:
    """The caller's own word. Raises Refusal."""
    tag = document.get("biz_opaque_callback_data", "")
    if not isinstance(tag, str) or len(tag) > MAX_TAG:
        raise Refusal(100, "biz_opaque_callback_data")
    return tag


def template_of(document: Mapping[str, Any], templates: Templates) -> tuple[Template, str, Shown]:
    """The template, its text, and the message on the phone. Raises Refusal."""
    use = _part(document, "template")
    language = use.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    found = templates.find(use.get("name"), code)
    if found is None:
        raise Refusal(132001, f"{use.get('name')} in {code}")
    return found, *found.render(_given(json.dumps(use.get("components") or [])))


@functools.lru_cache(maxsize=64)
def _given(components: str) -> Given:
    """What is brought for each part: a broadcast repeats all of it."""
    parsed = json.loads(components)
    if not isinstance(parsed, list) or not all(isinstance(one, dict) for one in parsed):
        raise Refusal(100, "components")
    texts: dict[str, list[dict[str, object]]] = {}
    buttons: dict[int, tuple[str, list[dict[str, object]]]] = {}
    for one in parsed:
        kind, brought = str(one.get("type")).lower(), one.get("parameters", [])
        if not isinstance(brought, list) or not all(isinstance(each, dict) for each in brought):
            raise Refusal(100, "parameters")
        if kind == "button":
            buttons[_place(one.get("index"))] = str(one.get("sub_type")).upper(), brought
        elif kind in {"header", "body"}:
            texts.setdefault(kind, brought)
        else:
            raise Refusal(100, "components")
    return Given(texts.get("header", ()), texts.get("body", ()), buttons)


def _place(index: object) -> int:
    if not str(index).isdecimal():
        raise Refusal(131008, "index")
    return int(str(index))


def free_message(document: Mapping[str, Any], known_media: Callable[[object], bool]) -> Shown:
    """What a free message shows. Raises Refusal."""
    kind = document.get("type", "text")
    part = _part(document, str(kind))
    if kind == "text":
        return Shown(_checked(part.get("body"), MAX_TEXT, "text.body"))
    if kind == "interactive":
        return _interactive(part)
    if kind == "contacts":
        return Shown(card=_cards(document["contacts"])[0])
    if kind in _MEDIA:
        link = part.get("link")
        if not (isinstance(link, str) and link.startswith("https://")) and not known_media(
            part.get("id")
        ):
            raise Refusal(131053, "a link with https, or the id of what was uploaded")
        return Shown(f"[{kind}] {part.get('caption', '')}".strip())
    if kind == "location":
        return Shown("[location]")
    raise Refusal(131051, str(kind))


def _part(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = document.get(name)
    if isinstance(part, list) and part:
        part = part[0]
    if not isinstance(part, dict):
        raise Refusal(131008, name)
    return part


def _checked(text: object, longest: int, name: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise Refusal(100, f"{name} is required")
    if len(text) > longest:
        raise Refusal(100, f"{name} must be at most {longest} characters long")
    return text


def _interactive(part: Mapping[str, Any]) -> Shown:
    body = part.get("body")
    text = _checked(body.get("text") if isinstance(body, dict) else None, MAX_BODY, "body.text")
    buttons = (part.get("action") or {}).get("buttons", [])
    replies = [button.get("reply", {}) for button in buttons]
    if part.get("type") != "button" or not 1 <= len(replies) <= MAX_BUTTONS:
        raise Refusal(131009, "1 to 3 reply buttons")
    titles = [_checked(reply.get("title"), MAX_TITLE, "title") for reply in replies]
    ids = {_checked(reply.get("id"), MAX_ID, "id") for reply in replies}
    if len(ids) != len(replies) or len(set(titles)) != len(titles):
        raise Refusal(131009, "buttons that are the same")
    return Shown(text, tuple(titles))


def _cards(contacts: object) -> list[Card]:
    """Source: Meta's page *Contacts messages* (May 2026): up to 257, each with a name."""
    if not isinstance(contacts, list) or not 1 <= len(contacts) <= MAX_CONTACTS:
        raise Refusal(131009, f"1 to {MAX_CONTACTS} contacts")
    return [_contact(one if isinstance(one, dict) else {}) for one in contacts]


def _contact(contact: Mapping[str, Any]) -> Card:
    name = contact.get("name")
    if not isinstance(name, dict) or not any(name.get(part) for part in _NAME_PARTS):
        raise Refusal(131009, "name: formatted_name and one part of it")
    formatted = _checked(name.get("formatted_name"), MAX_BODY, "formatted_name")
    values = [_first(contact, *where) for where in _CARD_PARTS]
    return Card(formatted, *values)


def _first(contact: Mapping[str, Any], group: str, name: str) -> str:
    """The first of several phones, e-mails or addresses. Raises Refusal on one without it."""
    listed = contact.get(group, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Refusal(100, group)
    return _checked(listed[0].get(name), MAX_BODY, f"{group}.{name}") if listed else ""
