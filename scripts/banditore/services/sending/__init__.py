"""Sending one broadcast: nobody twice, nobody forgotten."""
