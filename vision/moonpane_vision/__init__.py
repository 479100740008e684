"""Pixels to embeddings, and pixels against pixels."""
