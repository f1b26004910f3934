"""What a consent on paper or in a list says: when, to which notice, for which categories."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from banditore.domain.service import Service
    from banditore.services.office.office import Office

Options = TypeVar("Options", bound="Callable[..., Any]")
_OLDEST = 2009
"""The year of WhatsApp."""

categories_option = click.option(
    "--category", multiple=True, metavar="NAME", help="What was asked for; by default everything."
)


def day_option(name: str, help_: str) -> Callable[[Options], Options]:
    """A day, which must be named."""
    return click.option(
        name, required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help=help_
    )


def notice_option(help_: str) -> Callable[[Options], Options]:
    """A version of the privacy notice."""
    return click.option("--notice", default=None, metavar="VERSION", help=help_)


def dated(day: datetime, office: Office) -> date:
    """A day on which somebody can have agreed."""
    today = office.clock.now().astimezone(office.town.service.zone).date()
    if not day.year >= _OLDEST or day.replace(tzinfo=UTC).date() > today:
        raise click.UsageError("the day of a consent is not in the future, nor before WhatsApp")
    return day.replace(tzinfo=UTC).date()


def chosen(categories: tuple[str, ...], service: Service) -> frozenset[str]:
    """Categories of the service."""
    unknown = set(categories) - service.categories.keys()
    if unknown:
        raise click.UsageError(f"the categories are: {', '.join(service.categories)}")
    return frozenset(categories or service.categories)


def version(notice: str | None, office: Office) -> str:
    """A version that somebody named, else the one in force."""
    return notice or next(iter(office.town.notices.values())).version
