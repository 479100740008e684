"""What the next message is sent with, and what the model at hand can do of it. No Qt here."""

from dataclasses import dataclass, replace

from moonpane.session import STACKS, Stack

MAX_VARIANTS = 4
MAX_ROUNDS = 5


@dataclass(frozen=True)
class Options:
    """Checked at birth: raises ValueError for what no message can be sent with."""

    stack: Stack = "html"
    thinking: bool = False
    variants: int = 1  # answers to the same message, side by side
    refine_rounds: int = 0  # how often the page is measured and improved afterwards

    def __post_init__(self) -> None:
        if self.stack not in STACKS:
            raise ValueError(f"There is no stack “{self.stack}”; there are {', '.join(STACKS)}.")
        if not 1 <= self.variants <= MAX_VARIANTS:
            raise ValueError(f"{self.variants} variants are not possible; 1 to {MAX_VARIANTS} are.")
        if not 0 <= self.refine_rounds <= MAX_ROUNDS:
            raise ValueError(f"{self.refine_rounds} rounds are not possible; 0 to {MAX_ROUNDS} are.")


@dataclass(frozen=True)
class Limits:
    """Why something cannot be chosen with the model at hand, each in one sentence; "" where it can."""

    thinking: str = ""  # why it cannot think
    instant: str = ""  # why it cannot answer without thinking
    variants: str = ""  # why only one
    refine: str = ""  # why not at all

    def nearest(self, wished: Options) -> Options:
        """What is possible and comes closest to what a person wished for."""
        thinking = (wished.thinking and not self.thinking) or bool(self.instant)
        return replace(
            wished,
            thinking=thinking,
            variants=1 if self.variants else wished.variants,
            refine_rounds=0 if self.refine else wished.refine_rounds,
        )
