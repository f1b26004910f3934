"""Banditore, the town crier: a municipality informs its citizens on WhatsApp, out of git."""
