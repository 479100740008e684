"""The embedded model's page said in another stack while it grows: exactly the same pixels, in Tailwind or React.

The model writes one notation only (docs/architecture.md says why), so the others are translations of its house style.
"""

from collections.abc import Collection

from moonpane.convert.stacks.react import ReactPage
from moonpane.convert.stacks.tailwind import TailwindPage
from moonpane.session import Stack
from moonpane_resources.streamed import Streamed


def passes_to(stack: Stack, pictures: Collection[str]) -> tuple[Streamed, ...]:
    """What the one growing page goes through. `pictures`: paths from the page, as the page names them."""
    match stack:
        case "html":
            return ()
        case "tailwind":
            return (TailwindPage(),)
        case "react":
            return (ReactPage(pictures),)


__all__ = ["passes_to"]
