"""Which files of a published checkpoint an engine has use for. Code and pickles are never among them."""

import re
from fnmatch import fnmatchcase

_WANTED = (
    "config.json", "generation_config.json", "preprocessor_config.json", "processor_config.json",
    "video_preprocessor_config.json", "tokenizer_config.json", "tokenizer.json", "special_tokens_map.json",
    "tiktoken.model", "chat_template.json", "chat_template.jinja", "model*.safetensors", "model.safetensors.index.json",
    "LICENSE*",
)  # fmt: skip
_NEVER = ("*.py", "*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt", "*.so")
PLAIN_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,255}")  # no folders, on any system


def is_wanted(name: str) -> bool:
    """Whether `name`, a path inside a repository or folder, is a file the engine reads, or the weights' licence."""
    if not PLAIN_NAME.fullmatch(name) or any(fnmatchcase(name.lower(), pattern) for pattern in _NEVER):
        return False
    return any(fnmatchcase(name, pattern) for pattern in _WANTED)
