"""Servers that people run or rent, as data: where each usually answers and what it calls Kimi K2.5.

Defaults are a start, not a truth: what an endpoint really serves and understands is asked of it (`probe`). Sources:
each project's own deployment guide, and Moonshot's and NVIDIA's API references.
"""

from dataclasses import dataclass
from typing import Literal

from moonpane.client.endpoint import Switch

Hosted = Literal["own", "rented"]  # a server of one's own, or a company's: pictures leave the house


@dataclass(frozen=True)
class Preset:
    """One kind of server; needs are those of Kimi K2.5."""

    key: str  # in the settings file; never renamed
    name: str
    address: str  # base URL
    model: str  # as this server calls it; empty when only the server knows
    switch: Switch  # how it lets the model answer without reasoning
    hosted: Hosted
    wants_key: bool = False
    gpu_gb: int = 0  # memory of all GPUs together; 0 where nothing is to be known
    ram_gb: int = 0
    start: str = ""  # how its makers start it


PRESETS: tuple[Preset, ...] = (
    Preset(
        "vllm", "vLLM", "http://localhost:8000/v1", "moonshotai/Kimi-K2.5", "template", "own", gpu_gb=640,
        start="vllm serve moonshotai/Kimi-K2.5 -tp 8 --mm-encoder-tp-mode data --trust-remote-code "
        "--tool-call-parser kimi_k2 --reasoning-parser kimi_k2",
    ),
    Preset(
        "sglang", "SGLang", "http://localhost:30000/v1", "moonshotai/Kimi-K2.5", "template", "own", gpu_gb=640,
        start="sglang serve --model-path moonshotai/Kimi-K2.5 --tp 8 --trust-remote-code "
        "--tool-call-parser kimi_k2 --reasoning-parser kimi_k2",
    ),
    Preset(
        "ktransformers", "KTransformers", "http://localhost:30000/v1", "", "template", "own", gpu_gb=48, ram_gb=650,
        start="python -m sglang.launch_server --model Kimi-K2.5 --kt-weight-path Kimi-K2.5 --kt-method RAWINT4 "
        "--trust-remote-code --tool-call-parser kimi_k2 --reasoning-parser kimi_k2",
    ),
    Preset(
        "nim", "NVIDIA NIM", "http://localhost:8000/v1", "moonshotai/kimi-k2.5", "template", "own", gpu_gb=640,
        start="docker run --gpus all --shm-size=32GB -e NGC_API_KEY -p 8000:8000 nvcr.io/nim/moonshotai/kimi-k2.5",
    ),
    Preset(
        "nvidia", "NVIDIA API", "https://integrate.api.nvidia.com/v1", "moonshotai/kimi-k2.5", "template", "rented",
        wants_key=True,
    ),
    Preset(
        "moonshot", "Kimi (moonshot.ai)", "https://api.moonshot.ai/v1", "kimi-k2.5", "moonshot", "rented",
        wants_key=True,
    ),
    Preset(
        "moonshot-cn", "Kimi (moonshot.cn)", "https://api.moonshot.cn/v1", "kimi-k2.5", "moonshot", "rented",
        wants_key=True,
    ),
    Preset("openai", "OpenAI API", "http://localhost:8080/v1", "", "any", "own"),
)  # fmt: skip
PLAIN = "openai"


def preset(key: str) -> Preset:
    """The preset of a key; the plain one for a key of another version."""
    return next((each for each in PRESETS if each.key == key), PRESETS[-1])
