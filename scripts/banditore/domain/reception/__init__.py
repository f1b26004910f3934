"""Messages are taken in, one after the other, and the list follows."""
