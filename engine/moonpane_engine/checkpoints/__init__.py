"""Checkpoint folders seen from outside: what they hold, whether it can be trusted, what to do with them. No torch."""
