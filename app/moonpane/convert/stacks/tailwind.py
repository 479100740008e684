"""The page as HTML with Tailwind: its elements keep their places and texts, their looks become classes."""

import re

from moonpane.convert.stacks.elements import Element
from moonpane.convert.stacks.page import TranslatedPage
from moonpane_resources.prompts.stacks import TAILWIND

_SHEET = re.compile(r"<style>.*?</style>", re.DOTALL)


class TailwindPage(TranslatedPage):
    """Loads Tailwind in place of the page's sheet, which the classes say."""

    def begin(self, head: str, body: Element) -> str:
        return _SHEET.sub(TAILWIND, head) + self.start(body)

    def start(self, begun: Element) -> str:
        attributes = "".join(f' {name}="{value}"' for name, value in begun.attributes.items())
        if begun.classes:
            attributes += f' class="{" ".join(begun.classes)}"'
        if begun.style:
            attributes += f' style="{";".join(f"{name}:{value}" for name, value in begun.style.items())}"'
        return f"<{begun.name}{attributes}>"

    def text(self, text: str) -> str:
        return text

    def end(self, ended: Element) -> str:
        return f"</{ended.name}>"

    def behind(self, piece: str) -> str:
        return piece
