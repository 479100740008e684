"""The decoder's process: `python -m moonpane_vision.video REQUEST`, with limits on memory, time and files.

REQUEST is JSON: `path`, `config` (MediaConfig), `limits` (VideoLimits). On stdout comes one line of JSON, either
`{"times_s": [...]}` or `{"refused": sentence without its subject}`; then, for each sampled frame, a line
`{"size": [width, height]}` followed by its RGB bytes, or a refusal. Whatever else happens ends the process.
"""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from moonpane_vision.image import MediaConfig
from moonpane_vision.video.limits import VideoError, VideoLimits


def main() -> None:
    """Decode one video."""
    request = json.loads(sys.argv[1])
    limits = VideoLimits(**request["limits"])
    # What a codec prints must not get between the frames.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from moonpane_vision.video.decode import Decoder

    restrict(limits)
    try:
        decoder = Decoder(Path(request["path"]), MediaConfig(**request["config"]), limits)
        _say(out, {"times_s": decoder.sampling.times_s})
        for frame in decoder.frames():
            _say(out, {"size": [frame.shape[1], frame.shape[0]]})
            out.write(frame.tobytes())
            out.flush()
    except VideoError as error:
        _say(out, {"refused": str(error)})


def restrict(limits: VideoLimits) -> None:
    """No file can be written, and memory and processor time end. Linux only: elsewhere the watcher's clock must do."""
    if sys.platform != "linux":
        return
    import resource

    mapped_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = {
        resource.RLIMIT_AS: mapped_pages * resource.getpagesize() + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, soft))


def _say(out: BinaryIO, message: dict[str, object]) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
