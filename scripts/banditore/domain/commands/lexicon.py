"""From words to the parts they play, slips of the finger and missing spaces allowed for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.commands.grammar import letters
from banditore.domain.typing_errors import Slips, single
from banditore.domain.wordlists import LANGUAGES
from banditore.domain.wordlists.paradigms import forms
from banditore.domain.wordlists.roles import SIGNS, Role, words
from banditore.domain.wordlists.tongues import GETTING, MATTERS, NAMES, TONGUES, TRUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MANY = 50_000
"""Words of which the tag is remembered."""
_GLUED = 7
"""Letters from which a word may be two without the space: `nonvoglio`."""
_LONGEST = 40


class Tag(NamedTuple):
    """What a word does, and the one language it is of, if it is of one."""

    roles: str
    """Letters of `Role`: one, or one each for words that were typed without the space."""
    language: str | None = None


_UNKNOWN = Tag(Role.OTHER.value)
_DONE_TO_ME = Tag(Role.DO_ME.value, "it")
_TO_OTHERS = ("si", "ti", "vi", "ci", "lo", "la", "li", "le", "ne")
_HUNG = ("mi", "lo")
_TO_ME = ("armi", "ermi", "irmi", "atemi", "etemi", "itemi", "ateci", "eteci")
_DIGITS = Tag(Role.DIGITS.value)

# Slips are looked for in words that matter: among small ones, everything is near everything.
_MATTERS = letters(
    """WANT QUIT ENOUGH HALT EXIT EXIT_ME EXIT_ALSO CLEAR CLEARING GATE GO REVOKE RECEIVE SEND
    SEND_ME LIKE LET PEACE MESSAGES LIST SERVICE NUMBER SUBSCRIPTION NOTHING JOIN ONLY COURTESY
    TONGUE REQUEST"""
)
_ACTIONS = letters("WANT HALT CLEAR EXIT GO REVOKE RECEIVE SEND LIKE LET")
_VERBS = letters("WANT HALT CLEAR CLEARS EXIT RECEIVE SEND JOIN")
# What an Italian, French or English verb may end in instead.
_ENDINGS = words(
    """a e i o ai ei ee es ees ue ues us ed s ano ono ate ite ete ait ant ent ons ava ata ato ati
    uta uto iti ito ta to ti"""
)
_LONGEST_ENDING = 3
# What people run together with the word after it.
_LEADS = words(
    """mi non nn ne je j m n me la il dei i le di dal dalla al ai stop basta no piu voglio vorrei
    veux plus lista messaggi cancellatemi toglietemi cancellami de desinscrivez desabonnez supprimez
    retirez enlevez"""
)


class _Memory(dict[str, Tag]):
    """Tags by word; a word that is met for the first time is guessed."""

    def __init__(self, known: Mapping[str, Tag], guess: Callable[[str], Tag]) -> None:
        super().__init__(known)
        self._known, self._guess = known, guess

    def __missing__(self, word: str) -> Tag:
        if len(self) >= len(self._known) + _MANY:
            self.clear()
            self.update(self._known)
        tag = self[word] = self._guess(word)
        return tag


class Lexicon:
    """The words of some languages; where one means different things, the first language's."""

    def __init__(self, languages: Sequence[str], more: Mapping[str, Role]) -> None:
        tags, self._slips = _shared(tuple(languages))
        own = {word: Tag(role.value) for word, role in more.items() if word not in tags}
        self._tags = tags | own
        self._memory = _Memory(self._tags, self._guess)
        self.tag = self._memory.__getitem__
        """The part a word plays."""

    def knows(self, word: str) -> bool:
        """Whether it is a word, and no slip."""
        return word in self._tags

    def _guess(self, word: str) -> Tag:
        if word.isdigit():
            return _DIGITS
        if len(word) > _LONGEST:
            return _UNKNOWN
        plain = single(word)
        # `basta` with many an a.
        if plain in self._tags and len(plain) > 2:  # noqa: PLR2004 - `no` is not `noo`
            return self._tags[plain]
        meant = self._slips.find(word)
        if meant and not _of_others(word, meant) and not self._inflected(word, meant):
            return self._tags[meant]
        return (len(word) >= _GLUED and self._glued(word)) or _by_ending(word)

    def _inflected(self, word: str, meant: str) -> bool:
        """`toglie` is no slip for `togli`: somebody else does it."""
        return self._tags[meant].roles in _ACTIONS and _ends_otherwise(word, meant)

    def _glued(self, word: str) -> Tag | None:
        for at in range(len(word) - 2, 0, -1):
            head, tail = word[:at], word[at:]
            if head in _LEADS:
                rest = self._tags.get(tail) or (len(tail) > _GLUED and self._glued(tail))
                # A single letter before a verb only: `menlever`.
                if rest and (at > 1 or rest.roles[-1:] in _VERBS):
                    return Tag(self._tags[head].roles + rest.roles, rest.language)
        return None


def _ends_otherwise(word: str, meant: str) -> bool:
    same = next(
        (at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b),
        min(len(word), len(meant)),
    )
    return word[same:] in _ENDINGS and len(meant) - same <= _LONGEST_ENDING


def _of_others(word: str, meant: str) -> bool:
    """`cancellarsi` is no slip for `cancellarmi`."""
    return meant.endswith(_HUNG) and word.endswith(_TO_OTHERS) and word[-2:] != meant[-2:]


def _by_ending(word: str) -> Tag:
    """`importunarmi`, `intasatemi`: what is done to me, whatever it is."""
    return _DONE_TO_ME if len(word) >= _GLUED and word.endswith(_TO_ME) else _UNKNOWN


@lru_cache(maxsize=16)
def _shared(languages: tuple[str, ...]) -> tuple[dict[str, Tag], Slips]:
    """What is the same for all towns of these languages."""
    # The town's languages first, then what else we know: people write as they speak.
    order = dict.fromkeys([*(one for one in languages if one in LANGUAGES), *LANGUAGES])
    tags: dict[str, Tag] = {}
    for language in order:
        for role, text in LANGUAGES[language].items():
            for word in text.split():
                known = tags.setdefault(word, Tag(role.value, language))
                if known.language != language:
                    tags[word] = Tag(known.roles)
    for role, others in (
        (Role.MATTER, MATTERS),
        (Role.GETS, GETTING),
        (Role.TRUE, TRUE_WORDS),
        (Role.NAME, NAMES),
        (Role.TONGUE, TONGUES),
    ):
        for word in others:
            tags.setdefault(word, Tag(role.value))
    tags |= {sign: Tag(role.value) for sign, role in SIGNS.items()}
    # Slips are looked for in the words that people write most, not in all forms of a verb.
    slips = Slips([word for word, tag in tags.items() if tag.roles in _MATTERS])
    for form, role in forms():
        tags.setdefault(form, Tag(role.value, "it"))
    return tags, slips
