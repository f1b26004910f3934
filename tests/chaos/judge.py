"""What became of each broadcast, by the simulator's own log: our code has no say in it.

doubled     a phone shows it twice
forgotten   somebody who was subscribed before it was merged, and never left, does not have it
leavers     somebody has it from a run that started when their STOP was already there
receipts    missing, does not add up, or counts others than the log; or a claim is left over
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

OUTCOMES = ("accepted", "failed", "left", "expired", "unknown")
VERDICTS = ("doubled", "forgotten", "leavers", "receipts")


@dataclass
class People:
    """Who texted what when; times are places in the simulator's order of messages."""

    joined: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def certain(self, merged: int) -> set[str]:
        """Who must have a broadcast that was merged then."""
        return {phone for phone, at in self.joined.items() if at <= merged} - self.left.keys()


@dataclass(frozen=True)
class Said:
    """A broadcast that was merged."""

    id: str
    words: str
    """By which its messages are known."""
    merged: int


def judge(
    said: Said,
    people: People,
    starts: Sequence[int],
    log: Sequence[Mapping[str, Any]],
    receipt: str,
) -> Counter[str]:
    """How much is wrong, by verdict."""
    ours = [m for m in log if m["template"] and said.words in m["text"]]
    times = Counter(str(m["to"]) for m in ours)
    wrong: Counter[str] = Counter()
    wrong["doubled"] = sum(1 for count in times.values() if count > 1)
    wrong["forgotten"] = len(people.certain(said.merged) - times.keys())
    wrong["leavers"] = sum(_too_late(str(m["to"]), int(m["number"]), people, starts) for m in ours)
    wrong["receipts"] = int(not _agrees(receipt, times.keys(), people))
    return wrong


def _too_late(phone: str, number: int, people: People, starts: Sequence[int]) -> bool:
    if phone not in people.left:
        return False
    after = [start for start in starts if start >= people.left[phone]]
    return bool(after) and number > min(after)


def _agrees(text: str, reached: Collection[str], people: People) -> bool:
    receipt = yaml.safe_load(text) if text else None
    if not isinstance(receipt, dict):
        return False
    counts = {name: int(receipt.get(name, -1)) for name in OUTCOMES}
    if counts["failed"] or counts["expired"] or counts["unknown"]:
        return False  # nothing here fails for good, and the simulator's log knows everything
    # Who left while it was unknown whether they had it: their address is gone, and they count
    # as left. Nobody else may be missing.
    in_doubt = len(people.left.keys() & set(reached))
    most = len(set(reached))
    adds_up = int(receipt.get("audience", -1)) == sum(counts.values())
    return adds_up and most - in_doubt <= counts["accepted"] <= most
