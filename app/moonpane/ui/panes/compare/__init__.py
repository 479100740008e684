"""The mockup beside the page, or two pages beside each other: looked at, measured, and where they differ."""
