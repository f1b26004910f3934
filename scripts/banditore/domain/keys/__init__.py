"""The files that hold the list, and the keys that open them."""
