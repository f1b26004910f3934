"""What a relay is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST = 32
"""Characters of a token: 128 random bits in hexadecimal."""


@dataclass(frozen=True)
class Config:
    """Secrets never show in a `repr`. Two of a kind let one be replaced without a gap."""

    app_secrets: tuple[str, ...] = field(repr=False)
    """Meta's app secret, which signs what it sends; during a change, the old one too."""
    verify_token: str = field(repr=False)
    """What Meta repeats when somebody sets the webhook up."""
    tokens: tuple[str, ...] = field(repr=False)
    """What the town's workflow shows to fetch; during a change, the old one too."""
    recipients: tuple[str, ...]
    """Age public keys that everything is sealed to."""
    database: Path
    proxies: int = 1
    """How many proxies of the platform stand in front: whose word on the source is taken."""

    def __post_init__(self) -> None:
        """Raises SettingsError where a secret could be guessed."""
        if any(len(token) < SHORTEST for token in (*self.tokens, self.verify_token)):
            raise SettingsError(
                f"RELAY_TOKEN and META_VERIFY_TOKEN have at least {SHORTEST} characters",
                "make each with: openssl rand -hex 32",
            )
