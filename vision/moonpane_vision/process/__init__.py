"""Decoders of strangers' files are programs of their own: `child` is their side, `parent` that of who starts them."""
