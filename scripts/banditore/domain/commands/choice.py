"""What a text says of each category, word by word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from banditore.domain.commands.command import Command

if TYPE_CHECKING:
    from banditore.domain.commands.categories import Mention

Way = Literal["", "want", "only", "also", "without", "except"]


@dataclass
class Choice:
    """A choice in the making: the way of choosing in force, and what was named under each."""

    everything: frozenset[str]
    """All categories of the town."""
    named: dict[Way, set[str]] = field(default_factory=dict)
    all_wanted: bool = False
    denies: bool = False
    """Something is not wanted."""
    foreign: bool = False
    """A word is not understood."""
    leaves: bool = False
    """It says to stop, and not what: that is leaving altogether."""
    _way: Way = ""
    _languages: frozenset[str] = frozenset()
    """Of the word that set the way; empty: of any."""
    _last: set[str] | None = None
    """Categories just named without a way: `eventi no`."""
    _clears: bool = False
    """`togliete`: what follows goes, even after `solo`."""
    _french: bool = False
    """`ne`, of which `que` makes "only"."""
    _fresh: bool = True
    _ending: bool = False

    def turn(self, way: Way) -> None:
        """A word like `solo`, `anche`, `tranne`."""
        if way == "also":
            self.affirm()  # `eventi anche`
            self._way = self._way if self._way in ("only", "without") else "also"
        elif way == "only" and self._settle("only"):
            pass  # `emergenze soltanto`
        elif way == "only" and (self._ending or self._clears) and not self._fresh:
            pass  # `cancellatemi solo da`
        elif way == "only" and self._french and self._way == "without":
            self._way, self.denies = way, False  # `je ne veux que`
        elif self._fresh or way != "only" or self._way != "without" or self._last is not None:
            self._way, self._languages = way, frozenset()
        else:
            self.foreign = True  # `non solo`
        self._fresh = False

    def deny(
        self,
        *,
        ends: bool,
        clears: bool = False,
        french: bool = False,
        after_and: bool = False,
        languages: frozenset[str] = frozenset(),
    ) -> None:
        """A word like `niente`; one that ends, like `basta`, may mean everything."""
        self.denies, self._clears, self._french = True, clears, french
        if self._settle("only" if ends and after_and else "without"):
            return
        self.leaves = self.leaves or self._ending
        self._ending = self._ending or ends
        self._way, self._languages, self._fresh = "without", languages, False

    def want(self) -> None:
        """`voglio`; after `non` it changes nothing."""
        if not self._way or (self._way == "without" and (self._fresh or self._last is not None)):
            self._way, self._languages = "want", frozenset()
        self._fresh = False

    def affirm(self) -> None:
        """`sì`, after the names."""
        self._settle("also")

    def _settle(self, way: Way) -> bool:
        """Whether categories were just named that lack a way, and now have this one."""
        if not self._last or self._way:
            return False
        self.named.setdefault(way, set()).update(self._last)
        self.named[""] -= self._last
        self._last = None
        return True

    def pause(self) -> None:
        """A comma, a full stop, `ma`: something new may begin."""
        self.leaves = self.leaves or self._ending
        self._fresh = True

    def name(self, mention: Mention) -> None:
        """A category."""
        way = self._way
        if self._languages and not self._languages & mention.languages:
            way = ""  # `plus d'info` asks for more of it
        if way == "want" and not mention.official:
            way = ""
        self.named.setdefault(way, set()).add(mention.id)
        self._last = (self._last or set()) | {mention.id} if not way else set()
        self._fresh = self._ending = False

    def name_all(self) -> None:
        """`tutto`."""
        if self._way == "without":
            self._ending = True
        else:
            self.all_wanted = True

    @property
    def chooses(self) -> bool:
        """Whether it speaks of choosing at all, and not only of a category."""
        return bool(self.named.keys() - {""}) or self.denies

    def command(self) -> Command | None:
        """What it comes to; None: that is not clear."""
        named = {way: frozenset(ids) for way, ids in self.named.items() if ids}
        only, saved = named.get("only"), named.get("except")
        if self.foreign or "" in named or (self.leaves and not (only or saved)):
            return None
        wanted = named.get("also", frozenset()) | named.get("want", frozenset())
        if saved:
            alone = named.keys() == {"except"}
            return _only(saved if self.denies else self.everything - saved) if alone else None
        if only:
            return _only(only | wanted)
        return self._more_or_less(wanted, named.get("without", frozenset()))

    def _more_or_less(self, wanted: frozenset[str], without: frozenset[str]) -> Command | None:
        if self.all_wanted or (wanted and without and wanted | without == self.everything):
            return _only(self.everything - without)
        if without == self.everything:
            return Command("unsubscribe", rule="leave-every-category")
        if wanted and without:
            return None
        if without:
            return Command("choose", None, without, "remove", "choose-remove")
        return Command("choose", None, wanted, "add", "choose-add")


def _only(ids: frozenset[str]) -> Command:
    return Command("choose", None, ids, "set", "choose-only")
