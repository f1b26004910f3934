"""What the service is about, in its own words. Pure: no I/O, no clock, no environment."""
