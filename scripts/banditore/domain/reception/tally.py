"""What a change of the list did, in counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Nobody is named, and nothing of what was written."""

    joined: int = 0
    renewed: int = 0
    """Subscribed before, to an older privacy notice."""
    left: int = 0
    chose: int = 0
    """Changed their categories or their language."""
    asked: int = 0
    """Asked to join, and are to confirm it."""
    other: int = 0
    """Everything that changed nothing."""
    late: int = 0
    """Replies given up: WhatsApp's 24-hour window is closed."""
    kinds: Counter[str] = field(default_factory=Counter)
    """What came in that is no text, by the provider's word for it."""
    rules: Counter[str] = field(default_factory=Counter)
    """Of texts: the rule that decided what each means."""
