"""The engine: tokens in, tokens out, behind an OpenAI-compatible API."""
