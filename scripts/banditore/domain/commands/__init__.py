"""What citizens' texts mean: strict on joining, liberal on leaving."""

from banditore.domain.commands.command import Command, Kind, Mode
from banditore.domain.commands.reader import CommandReader

__all__ = ["Command", "CommandReader", "Kind", "Mode"]
