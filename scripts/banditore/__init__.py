"""Banditore, the town crier: a municipality informs its citizens on WhatsApp from a Git repository."""
