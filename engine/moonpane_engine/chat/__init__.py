"""Text side of the engine: tokenizer, K2.5 chat format, and what the model's tokens mean on the way back."""
