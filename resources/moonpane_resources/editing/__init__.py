"""What the embedded model's task `edit` is about: what it sees of a page, what it answers, what colours are called."""
