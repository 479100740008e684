"""Typed operations, each with a slow and obvious reference."""
