"""The public web as far as the network looks there: files that a message names by their address.

Source: Twilio's pages *Accepted content types for media* and *Guidance on WhatsApp media messages*.
"""

from __future__ import annotations

from dataclasses import dataclass

from banditore.simulator.refusals import Refusal
from banditore.simulator.shown import CARD_TYPES, Shown, read_vcard

MOST = 10
"""Addresses that Twilio takes; WhatsApp shows the first of them only."""
LARGEST = 16 * 1024 * 1024
WITH_TEXT = ("image/jpeg", "image/png")
"""Beside all other kinds a text is taken, and no phone shows it."""
TYPES = (*WITH_TEXT, *CARD_TYPES, "application/pdf", "video/mp4", "audio/ogg")
NOT_FETCHED, NOT_ACCEPTED, REJECTED = 63019, 12300, 63021


@dataclass(frozen=True)
class File:
    """What an address answers with."""

    kind: str
    content: bytes


class Web:
    """What lies where."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def put(self, url: str, file: File) -> None:
        """Publish a file."""
        self._files[url] = file

    def shown(self, urls: list[str], text: str) -> tuple[Shown, int | None]:
        """What a phone shows of a file with a text, and the code where it never gets there.

        Raises Refusal where the request itself is wrong: the file is fetched after the answer.
        """
        if len(urls) > MOST:
            raise Refusal(21623)
        if not all(url.startswith(("https://", "http://")) for url in urls):
            raise Refusal(21620)
        file = self._files.get(urls[0])
        if file is None or not file.content:
            return Shown(text), NOT_FETCHED
        if file.kind not in TYPES:
            return Shown(text), NOT_ACCEPTED
        card = read_vcard(file.content) if file.kind in CARD_TYPES else None
        if len(file.content) > LARGEST or (file.kind in CARD_TYPES and card is None):
            return Shown(text), REJECTED
        return Shown(text if file.kind in WITH_TEXT else "", card=card), None
