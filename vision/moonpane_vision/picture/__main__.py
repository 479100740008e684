"""The decoder's process: `python -m moonpane_vision.picture REQUEST`, with limits on memory, time and files.

REQUEST is JSON: `name`, `config` (MediaConfig), `memory_bytes`, `cpu_s`; the picture's file is stdin. On stdout comes
one line of JSON, either `{"size": [width, height]}` followed by the RGB bytes, or `{"refused": sentence}`. Whatever
else happens ends the process.
"""

import json
import sys

from moonpane_vision.image import UNAFFORDABLE, MediaConfig, PictureError, fitted, open_picture
from moonpane_vision.process import child


def main() -> None:
    """Decode one picture, at the size that the model takes."""
    request = json.loads(sys.argv[1])
    name = request["name"]
    out = child.answers()
    child.restrict(memory_bytes=request["memory_bytes"], cpu_s=request["cpu_s"])
    try:
        picture = open_picture(sys.stdin.buffer.read(), name=name)
        picture = fitted(picture, MediaConfig(**request["config"]))
        child.say_pixels(out, picture.size, picture.tobytes())
    except PictureError as error:
        child.say(out, {"refused": str(error)})
    except MemoryError:
        child.say(out, {"refused": f"{name} {UNAFFORDABLE}"})


if __name__ == "__main__":
    main()
