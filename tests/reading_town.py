"""A town of three categories, and the reader of what its citizens text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.commands import CommandReader
from small_town import service

if TYPE_CHECKING:
    from banditore.domain.service import Category


def named(category: Category, names: tuple[str, str], *synonyms: str) -> Category:
    languages = ("it", "fr")
    return replace(
        category,
        names=dict(zip(languages, names, strict=True)),
        synonyms={language: synonyms for language in languages if synonyms},
    )


SMALL = service()
TOWN = replace(
    SMALL,
    categories={
        "emergenze": named(
            SMALL.categories["emergenze"], ("EMERGENZE", "URGENCES"), "ALLERTE", "PROTEZIONE CIVILE"
        ),
        "info": named(SMALL.categories["info"], ("INFO COMUNE", "INFO COMMUNE"), "INFO"),
        "eventi": named(SMALL.categories["eventi"], ("EVENTI", "ÉVÉNEMENTS"), "MANIFESTAZIONI"),
    },
)
READER = CommandReader(TOWN)
