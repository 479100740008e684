"""The decoder's process: `python -m moonpane_vision.video REQUEST`, with limits on memory, time and files.

REQUEST is JSON: `path`, `config` (MediaConfig), `limits` (VideoLimits). On stdout comes one line of JSON, either
`{"times_s": [...]}` or `{"refused": sentence without its subject}`; then, for each sampled frame, a line
`{"size": [width, height]}` followed by its RGB bytes, or a refusal. Whatever else happens ends the process.

A REQUEST without `config` asks for the first frame only, in full size: `{"seconds": as the header says, 0 when unknown,
"moves": whether there is a second one}` comes first, and the process also ends when who started it does.
"""

import json
import sys
from pathlib import Path

from moonpane_vision.image import MediaConfig
from moonpane_vision.process import child
from moonpane_vision.video.limits import VideoError, VideoLimits


def main() -> None:
    """Decode one video."""
    request = json.loads(sys.argv[1])
    limits = VideoLimits(**request["limits"])
    out = child.answers()
    if "config" not in request:
        child.die_with_parent()
    from moonpane_vision.video.decode import Decoder, first_frame

    child.restrict(memory_bytes=limits.memory_bytes, cpu_s=limits.cpu_s)
    try:
        if "config" not in request:
            seconds, moves, frame = first_frame(Path(request["path"]), limits)
            child.say(out, {"seconds": seconds, "moves": moves})
            child.say_pixels(out, (frame.shape[1], frame.shape[0]), frame.tobytes())
            return
        decoder = Decoder(Path(request["path"]), MediaConfig(**request["config"]), limits)
        child.say(out, {"times_s": decoder.sampling.times_s})
        for frame in decoder.frames():
            child.say_pixels(out, (frame.shape[1], frame.shape[0]), frame.tobytes())
    except VideoError as error:
        child.say(out, {"refused": str(error)})


if __name__ == "__main__":
    main()
