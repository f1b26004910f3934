"""The forms of verbs that are said to leave: whoever asks may do so in any mood and person.

`toglieste`, `cancellereste`, `mi levi`: forms that nobody lists one by one. Written as folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator


class Verbs(NamedTuple):
    """Verbs that do the same, as infinitives, and the parts that their forms play."""

    infinitives: str
    form: Role
    """Of a form without a person hung on: `eliminate`."""
    to_me: Role
    """… of an infinitive with one: `eliminarmi`."""
    do_me: Role
    """… of an order with one: `eliminatemi`."""
    done: Role | None = None
    """… of the participle: `eliminato`."""


ITALIAN = (
    Verbs(
        """annullare bannare cancellare cestinare depennare disabilitare disattivare disinserire
        eliminare escludere espellere estromettere levare radiare rimuovere scancellare scollegare
        stralciare togliere""",
        Role.CLEAR,
        Role.EXIT_ALSO,
        Role.EXIT_ME,
        Role.CLEARED,
    ),
    Verbs(
        "deiscrivere disabbonare disinscrivere disiscrivere",
        Role.EXIT,
        Role.EXIT_ALSO,
        Role.EXIT_ME,
        Role.CLEARED,
    ),
    Verbs(
        "bloccare cessare evitare fermare finire interrompere smettere sospendere terminare",
        Role.CEASE,
        Role.CEASE,
        Role.CEASE,
    ),
    Verbs(
        """contattare inoltrare inviare mandare messaggiare recapitare spammare spedire
        trasmettere""",
        Role.SEND,
        Role.SEND_ME,
        Role.SEND_ME,
    ),
    Verbs("scrivere", Role.WRITE, Role.SEND_ME, Role.SEND_ME),
    Verbs(
        """assillare bombardare disturbare importunare infastidire intasare martellare molestare
        rompere scocciare seccare stressare tartassare tormentare""",
        Role.BOTHER,
        Role.SEND_ME,
        Role.SEND_ME,
    ),
)

_PARTICIPLES = {
    "deiscrivere": "deiscritt",
    "disinscrivere": "disinscritt",
    "disiscrivere": "disiscritt",
    "escludere": "esclus",
    "espellere": "espuls",
    "estromettere": "estromess",
    "rimuovere": "rimoss",
    "togliere": "tolt",
}
_PRESENT = {"finire": "finisc", "infastidire": "infastidisc", "togliere": "tolg"}
"""The stem of `tolga`, where it is not the infinitive's."""
_ME = ("mi", "ci", "me")
_OF_THEM_TO_ME = ("mene", "meli", "mele")
_IT = ("lo", "la", "li", "le", *_OF_THEM_TO_ME)
_FUTURE = ("esti", "este", "ebbe", "ebbero", "ete", "ai")
_OWN = (Role.CLEAR, Role.EXIT)
"""What one may do oneself: `mi tolgo`."""


class _Forms(NamedTuple):
    one: str
    """To one whom one knows: `togli`."""
    many: str
    """`togliete`."""
    own: str
    """`tolgo`."""
    others: tuple[str, ...]
    participle: str
    """Without its ending."""


def forms() -> Iterator[tuple[str, Role]]:
    """All Italian forms, with their parts; the likeliest part of a form comes first."""
    for verbs in ITALIAN:
        for infinitive in verbs.infinitives.split():
            yield from _of(infinitive, verbs)


def _of(infinitive: str, verbs: Verbs) -> Iterator[tuple[str, Role]]:
    made = _conjugated(infinitive)
    for form in (made.one, made.many, infinitive, infinitive[:-1], *made.others):
        yield form, verbs.form
    if verbs.form in _OWN:
        yield made.own, verbs.form
    sends = verbs.do_me is Role.SEND_ME
    for me in (*_ME, *_OF_THEM_TO_ME) if sends else _ME:
        yield made.one + me, verbs.do_me
        yield made.many + me, verbs.do_me
        yield infinitive[:-1] + me, verbs.to_me
    if verbs.form is Role.CLEAR:
        for it in _IT:
            yield made.one + it, Role.CLEAR_IT
            yield made.many + it, Role.CLEAR_IT
            yield infinitive[:-1] + it, Role.CLEAR_IT
    if verbs.done:
        for ending in "oaie":
            yield made.participle + ending, verbs.done


def _conjugated(infinitive: str) -> _Forms:
    stem, vowel = infinitive[:-3], infinitive[-3]
    present = _PRESENT.get(infinitive, stem)
    bare = stem.removesuffix("i")
    participle = _PARTICIPLES.get(infinitive, stem + {"a": "at", "e": "ut", "i": "it"}[vowel])
    if vowel == "a":
        # `blocchi`, `stralci`
        soft = f"{stem}h" if stem[-1] in "cg" else bare if bare[-1] in "cg" else stem
        one, future = stem + "a", f"{soft}er"
        others = (f"{soft}i", f"{soft}ino", f"{bare}iate", f"{stem}aste")
    else:
        one, future = (present if vowel == "i" else bare) + "i", f"{stem}{vowel}r"
        others = (f"{present}a", f"{present}ano", f"{bare}iate", f"{stem}{vowel}ste")
    later = tuple(future + ending for ending in _FUTURE)
    return _Forms(one, f"{stem}{vowel}te", f"{present}o", (*others, *later), participle)
