"""The whole service played on this machine, through the real commands and the real git."""
