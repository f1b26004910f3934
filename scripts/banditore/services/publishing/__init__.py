"""A run that sends: what is due, one broadcast after the other, and what is told of it."""
