"""git as the database: an origin, read fresh and written by compare-and-swap."""

from banditore.adapters.git.repository import GitRepository

__all__ = ["GitRepository"]
