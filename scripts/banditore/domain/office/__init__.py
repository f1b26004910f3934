"""What the office does with the list: who is on it by which form, and what a citizen may ask."""
