"""The engine's OpenAI-compatible HTTP side: text and JSON here, tensors in the engine thread."""
