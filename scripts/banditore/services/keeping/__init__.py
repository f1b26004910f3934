"""The list's keys and its newest state: opened, moved along, changed, accepted."""
