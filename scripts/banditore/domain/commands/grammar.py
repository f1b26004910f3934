"""Rules over the parts that words play, written in their names: `NOT .. WANT .. MESSAGES`.

`..` stands for small words in between; `FILL` for one of them; all else is a regular expression.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from re import Pattern

_FILL = """SMALL THAT ARTICLE FROM OF TO FOR ABOUT AND ME MY YOUR THIS SUBJECT BE SI ALSO ALL
    COURTESY REASON NAME PAUSE REFUSAL AHEAD EXCUSE THANKFUL SPEAKER DAY TIMES SO
    OF_THE AGAIN ADD SIGNED FINISH"""
_APART = ("PAUSE", "REFUSAL", "COURTESY", "EXCUSE", "THANKFUL", "REASON", "NAME")
_GROUPS = {
    "FILL": _FILL.split(),
    # All that one can be sent, or be in.
    "OURS": ["MESSAGES", "MESSAGE", "LIST", "SERVICE", "SUBSCRIPTION", "NOTHING"],
    "DENY": ["NOT", "NO"],
    "OF": ["OF", "OF_THE"],
    "HAVE": ["HAVE", "THEY", "HAD"],
    "SMALL": ["SMALL", "AGAIN"],
    "REVOKE": ["REVOKE", "GIVE_UP"],
    "WANT": ["WANT", "WANTS"],
    "OTHER": ["OTHER", "MATTER"],
    "TRUE": ["TRUE", "GETS"],
    "SUBJECT": ["SUBJECT", "SPEAKER"],
    "COURTESY": ["COURTESY", "EXCUSE", "THANKFUL"],
    "CAN": ["CAN", "CAN_THREE"],
    "ASK": ["ASK", "ONCE"],
    "ALSO": ["ALSO", "ADD"],
    "THING": ["OTHER", "TRUE", "DIGITS", "PERSON", "WHEN", "MATTER"],
    "EXITS": ["EXIT_ME", "EXIT_ALSO"],
    "VERB": ["CLEAR", "CLEARS"],
    "SENDS": ["SEND", "BOTHER", "WRITE"],
    "TELLS": ["TELL", "WRITE"],
    # As FILL, within a clause.
    "NEAR": [name for name in _FILL.split() if name not in _APART],
}
_MOST = 6
"""Words that `..` may stand for."""


def grammar(pattern: str) -> Pattern[str]:
    """A rule to be found in a text's tags."""
    return re.compile(source(pattern))


def source(pattern: str) -> str:
    """A rule as a regular expression."""
    spaced = pattern.replace("..", f"FILL{{0,{_MOST}}}").replace(
        "STOPS", "(?=$|END|PAUSE|COURTESY)"
    )
    named = re.sub(r"\b[A-Z_]{2,}\b", lambda name: _letters(name[0]), spaced)
    return re.sub(r"\((?!\?)", "(?:", "".join(named.split()))


def letters(names: str) -> frozenset[str]:
    """Those of some roles."""
    return frozenset(Role[one].value for name in names.split() for one in _GROUPS.get(name, [name]))


def _letters(name: str) -> str:
    members = [Role[one].value for one in _GROUPS.get(name, [name])]
    return members[0] if len(members) == 1 else f"[{''.join(members)}]"
