"""One thing the town says: its file, what is wrong in it, where it stands, what was sent."""
