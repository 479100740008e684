"""The models panel: which models there are, what each needs, what it can, how it is doing."""
