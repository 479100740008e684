"""How large a file is. Whoever says it counts here, so that two places never say two numbers of one file."""


def num_lines(text: str) -> int:
    """Lines as people count them: a line end closes its line and begins none; 0 for no text."""
    return text.count("\n") + (not text.endswith("\n")) if text else 0


def num_bytes(text: str) -> int:
    """As UTF-8, which files are written in."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
