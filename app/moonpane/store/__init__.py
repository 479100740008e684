"""What the studio knows: conversation, pages, scores, the engine's state. Widgets read it, jobs feed it."""
