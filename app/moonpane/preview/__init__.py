"""Shows generated pages, which are hostile until shown otherwise: live in the studio and headless for measuring."""
