"""The invitation to join as a part of a page of the town's site."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.domain.texts.invitation import Invitation

_BOX = "background:#fff;padding:.5rem;width:14rem;max-width:100%"
"""A code is read black on white, also where the reader's device is dark."""


def snippet(invitation: Invitation, code: str) -> str:
    """Headings from the second level down, no script, nothing loaded from elsewhere.

    `code` is the QR code as an `<svg>` that says nothing of its own.
    """
    words, language = invitation.words, invitation.language
    name = f"banditore-join-{language}"
    steps = "".join(f"<li>{escape(step)}</li>\n" for step in words.steps)
    categories = "".join(
        f"<li><strong>{escape(one.name)}</strong> \u2013 {escape(one.about)}</li>\n"
        for one in invitation.categories
    )
    rules = "".join(
        f"<li><strong>{escape(rule.short)}.</strong> {escape(rule.long)}</li>\n"
        for rule in words.rules
    )
    choose = f"<p>{escape(words.choose)}</p>\n" if words.choose else ""
    link, notice = escape(invitation.link), escape(invitation.notice_url)
    return (
        f'<section class="card banditore-join" lang="{language}" aria-labelledby="{name}">\n'
        '<div class="card-body">\n'
        f'<h2 class="card-title h3" id="{name}">{escape(words.title)}</h2>\n'
        f'<p class="lead">{escape(words.lead)}</p>\n'
        f'<p><a class="btn btn-primary" href="{link}">{escape(words.button)}</a></p>\n'
        f'<h3 class="h5">{escape(words.how)}</h3>\n<ol>\n{steps}</ol>\n'
        f'<div role="img" aria-label="{escape(words.code)}" style="{_BOX}">{code}</div>\n'
        f"<p>{escape(words.by_hand)} <strong>{escape(invitation.number)}</strong><br>"
        f"<strong>{escape(invitation.join)}</strong></p>\n"
        f'<h3 class="h5">{escape(words.receive)}</h3>\n<ul>\n{categories}</ul>\n'
        f"{choose}"
        f'<h3 class="h5">{escape(words.know)}</h3>\n<ul>\n{rules}</ul>\n'
        f"<p><strong>{escape(words.danger)}</strong></p>\n"
        f'<p>{escape(words.age)} {escape(words.notice)} <a href="{notice}">{notice}</a></p>\n'
        f"</div>\n</section>\n"
    )
