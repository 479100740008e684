"""Going on with an answer that was cut off."""

_GO_ON = """\
Your answer was cut off, because it had become too long.{left_out} It ends with:

{end}

Go on from there to the end of the answer. Begin by writing these lines once more, exactly as they are, then what \
follows. Write no introduction{place}."""
_LEFT_OUT = " Only its last part is shown above; what stood before is kept."

_THOUGHTS = """\
You have thought about this already and ran out of room. These are your thoughts so far{left_out}:

{thoughts}

They are enough. Give the whole answer now, without thinking any further."""
THOUGHTS_CHARS = 12_000  # of what was thought, at most; its end tells most


def go_on_prompt(end: str, *, path: str = "", is_shortened: bool = False) -> str:
    """`end`: the last lines of what is there. `path`: the file in whose middle it was cut off."""
    place = f", and open no new code block: you are in the middle of `{path}`" if path else ""
    shown = f"<end>\n{end}\n</end>"
    return _GO_ON.format(left_out=_LEFT_OUT if is_shortened else "", end=shown, place=place)


def thoughts_prompt(thoughts: str) -> str:
    """What a model that stopped while thinking is told, behind the task itself."""
    shown = thoughts[-THOUGHTS_CHARS:]
    left_out = "" if shown == thoughts else ", without their beginning"
    return _THOUGHTS.format(left_out=left_out, thoughts=f"<thoughts>\n{shown.strip()}\n</thoughts>")
