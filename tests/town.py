"""What the town of the end-to-end tests says, and to whom. Dates are today's: the clock is real."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

PHONES = [f"+39333000000{number}" for number in range(1, 7)]
SNOW, NEWS, CONCERT = "Neve dalla sera", "Uffici chiusi", "Concerto della banda"


def snow() -> dict[str, str]:
    """An emergency."""
    return broadcast("neve", f"category: emergenze\n{_words(SNOW, 'Neige dès ce soir')}")


def news() -> dict[str, str]:
    """A piece of news."""
    return broadcast("uffici", f"category: info\n{_words(NEWS, 'Bureaux fermés')}")


def concert() -> dict[str, str]:
    """An event, whose template asks for a time and a place."""
    where = "  quando: sabato sera\n  dove: in piazza\n"
    text = f"category: eventi\n{_words(CONCERT, 'Concert de la fanfare')}"
    return broadcast("concerto", text.replace("  testo:", f"{where}  testo:"))


def bad() -> tuple[dict[str, str], int]:
    """A file with one mistake, and the mistake's line."""
    ((path, text),) = snow().items()
    return {path: text.replace("  testo:", "  texto:", 1)}, 4


def broadcast(slug: str, text: str) -> dict[str, str]:
    """Path → content of a broadcast of today."""
    today = datetime.now(ZoneInfo("Europe/Rome")).date()
    return {f"messages/{today.year}/{today}-{slug}.yaml": text}


def _words(italian: str, french: str) -> str:
    return (
        f"it:\n  titolo: {italian}\n  testo: Restate in casa se potete.\n"
        f"fr:\n  titolo: {french}\n  testo: Restez chez vous si vous le pouvez.\n"
    )
