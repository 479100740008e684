"""An outline that is too long for a model's context, cut from below so that it stays well-formed."""

_OPENS = ("row", "col", "box")


def shortened(outline: str, share: float) -> tuple[str, int, int]:
    """The upper part of an outline, about `share` (0..1) of its lines, with every group closed.

    Returns (outline, lines kept, lines there were); closing lines do not count.
    """
    lines = outline.splitlines()
    total = sum(line != "end" for line in lines)
    wanted = max(1, int(total * share))
    kept: list[str] = []
    depth = num_kept = 0
    for line in lines:
        if line == "end":
            depth -= 1
        else:
            if num_kept == wanted:
                break
            num_kept += 1
            depth += line.startswith(_OPENS)
        kept.append(line)
    kept += ["end"] * depth
    return "\n".join(kept) + "\n", num_kept, total
