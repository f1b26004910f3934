"""What an inbound text asks of us: the rules in their order.

Strict on joining, as consent must be unmistakable. Liberal on leaving. Doubt changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.commands.asking import Asking
from banditore.domain.commands.categories import Categories
from banditore.domain.commands.choosing import Choosing
from banditore.domain.commands.command import Command
from banditore.domain.commands.grammar import letters
from banditore.domain.commands.joining import Joining
from banditore.domain.commands.leaving import leaving
from banditore.domain.commands.lexicon import Lexicon
from banditore.domain.commands.phrases import phrases
from banditore.domain.commands.reading import take_apart
from banditore.domain.folding import fold
from banditore.domain.typing_errors import Slips
from banditore.domain.wordlists.commands import DEFAULTS, LEAVING_ALONE
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from banditore.domain.commands.reading import Reading
    from banditore.domain.service import Service

_AROUND = letters(
    """SMALL THAT ARTICLE FROM OF TO FOR AND ME MY YOUR THIS SUBJECT BE ALL COURTESY REASON NAME
    PAUSE END LIST SERVICE MESSAGES NUMBER WANT REQUEST CAN REFUSAL"""
)
# `lo stop`: see the rules of leaving.
_STOPS = letters("QUIT ENOUGH HALT")


class CommandReader:
    """Reads texts by one town's phrases and categories."""

    def __init__(self, service: Service) -> None:
        commands = {**DEFAULTS, **service.commands}
        self._languages = frozenset(service.languages)
        categories = Categories(service)
        self._leave = phrases(commands["unsubscribe"], DEFAULTS["unsubscribe"])
        self._alone = phrases(LEAVING_ALONE)
        # The town's own words are words, and no slips for ours.
        more = {word: Role.TRUE for phrase in self._leave for word in phrase.words}
        for name in (service.name, *service.names.values()):
            more |= dict.fromkeys(fold(name).words, Role.SMALL)
        more |= dict.fromkeys(categories.words, Role.CATEGORY)
        self._lexicon = Lexicon(service.languages, more)
        self._joining = Joining(commands["subscribe"], categories)
        self._choosing = Choosing(commands, categories, self._lexicon)
        self._asking = Asking(commands, service.languages)
        # Most texts are no slip for any phrase: one look spares one for each command.
        self._slips = Slips(
            (
                "".join(phrase.words)
                for name in ("subscribe", "unsubscribe", "help", "access")
                for phrase in phrases(commands[name], DEFAULTS[name])
            ),
            most=1,
        )

    def read(self, text: str) -> Command:
        """The command in a text. Linear in its length."""
        reading = take_apart(text)
        command = self._command(reading)
        language = command.language or reading.language(self._lexicon)
        if language not in self._languages:
            language = None
        if language == command.language:
            return command
        return Command(command.kind, language, command.categories, command.mode, command.rule)

    def _command(self, reading: Reading) -> Command:
        if not reading.words:
            return Command("nothing", rule="no-command")
        command = self._joining.read(reading) or self._whole(reading) or self._asking.whole(reading)
        if command:
            return command
        if reading.long:
            return Command("nothing", rule="too-long")
        return self._meant(reading, reading.roles(self._lexicon))

    def _whole(self, reading: Reading) -> Command | None:
        if reading.question:
            return None
        phrase = self._leave.exact(reading.letters) or self._alone.exact(reading.letters)
        return Command("unsubscribe", phrase.language, rule="leave-phrase") if phrase else None

    def _meant(self, reading: Reading, roles: str) -> Command:
        """What a text means that is nobody's phrase."""
        choice = self._choosing.read(reading, roles)
        if choice and choice.kind != "unclear":
            return choice
        rule = leaving(roles)
        if not rule:
            reading.slip = self._slips.find(reading.letters) is not None
            rule = self._nearly_leaving(reading, roles)
        if rule and rule.startswith("leave"):
            return Command("unsubscribe", rule=rule)
        if rule:
            return Command("unclear", rule=rule)
        return (
            choice
            or self._asking.within(reading, roles)
            or self._joining.near(reading, roles)
            or Command("nothing", rule="no-command")
        )

    def _nearly_leaving(self, reading: Reading, roles: str) -> str | None:
        """A phrase to leave with small words around it, or with a slip."""
        if reading.question:
            return "unclear-asked" if self._leave.exact(reading.letters) else None
        known = len(reading.words) == 1 and self._lexicon.knows(reading.letters)
        if reading.slip and not known and self._leave.near(reading.letters):
            return "leave-phrase-slip"
        if not _STOPS.isdisjoint(roles):
            return None
        tag = self._lexicon.tag
        bare = "".join(token for token in reading.tokens if tag(token).roles not in _AROUND)
        return "leave-phrase-around" if self._leave.exact(bare) else None
