"""The list of conversations beside the window: by day, searched, renamed, binned."""
