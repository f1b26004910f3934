"""Keyrings as assets of a draft release on GitHub, through its REST API."""

from banditore.adapters.keyring_github.releases import GitHubKeyrings, connect

__all__ = ["GitHubKeyrings", "connect"]
