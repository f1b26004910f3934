"""Subscribers by the million: in columns and runs of bytes, an object only while somebody looks."""
