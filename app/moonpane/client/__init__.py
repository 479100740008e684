"""Talking to models: endpoints, streamed chat, and the engine that we start ourselves."""
