"""The studio's widgets: they show the store and ask for things; they do not compute, wait or fetch."""
