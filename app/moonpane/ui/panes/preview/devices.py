"""Devices as data: how large their screen is in CSS px, and what is drawn around it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize

from moonpane.ui.language import marked


class Kind(Enum):
    """The groups of the menu, with the word for each; translated where shown, in the context "Device"."""

    PHONE = QT_TRANSLATE_NOOP("Device", "Phones")
    TABLET = QT_TRANSLATE_NOOP("Device", "Tablets")
    LAPTOP = QT_TRANSLATE_NOOP("Device", "Laptops")
    DESKTOP = QT_TRANSLATE_NOOP("Device", "Desktops")


class Cut(Enum):
    """What of the screen's upper edge is not screen."""

    NONE = "none"
    BUTTON = "button"  # nothing; a round button lies below the screen
    HOLE = "hole"
    ISLAND = "island"
    NOTCH = "notch"


@dataclass(frozen=True)
class Device:
    """Sizes are those of portrait for phones and tablets, of landscape for the others."""

    name: str
    kind: Kind
    width: int  # CSS px
    height: int  # CSS px
    ratio: float  # device pixels for each CSS px
    corner: int = 0  # radius of the screen's corners in CSS px
    cut: Cut = Cut.NONE

    @property
    def words(self) -> str:
        """Its name; those of products are the same in every language."""
        return QCoreApplication.translate("Device", self.name)

    @property
    def turns(self) -> bool:
        """Whether people hold it both ways."""
        return self.kind in (Kind.PHONE, Kind.TABLET)

    def size(self, *, turned: bool = False) -> QSize:
        """CSS px; `turned` is landscape."""
        return QSize(self.height, self.width) if turned and self.turns else QSize(self.width, self.height)


DEVICES: tuple[Device, ...] = (
    Device("iPhone SE", Kind.PHONE, 375, 667, 2, cut=Cut.BUTTON),
    Device("iPhone 14", Kind.PHONE, 390, 844, 3, corner=47, cut=Cut.NOTCH),
    Device("iPhone 16", Kind.PHONE, 393, 852, 3, corner=55, cut=Cut.ISLAND),
    Device("iPhone 16 Pro Max", Kind.PHONE, 440, 956, 3, corner=62, cut=Cut.ISLAND),
    Device("Pixel 9", Kind.PHONE, 412, 923, 2.625, corner=36, cut=Cut.HOLE),
    Device("Galaxy S24", Kind.PHONE, 360, 780, 3, corner=28, cut=Cut.HOLE),
    Device("iPad mini", Kind.TABLET, 744, 1133, 2, corner=21),
    Device("iPad", Kind.TABLET, 820, 1180, 2, corner=25),
    Device("iPad Pro 13", Kind.TABLET, 1032, 1376, 2, corner=18),
    Device("Galaxy Tab S9", Kind.TABLET, 800, 1280, 2, corner=10),
    Device("Surface Pro", Kind.TABLET, 960, 1440, 2),
    Device(marked("Device", "Small laptop"), Kind.LAPTOP, 1366, 768, 1),
    Device("MacBook Air 13", Kind.LAPTOP, 1470, 956, 2, corner=10, cut=Cut.NOTCH),
    Device("MacBook Pro 16", Kind.LAPTOP, 1728, 1117, 2, corner=10, cut=Cut.NOTCH),
    Device(marked("Device", "Full HD screen"), Kind.DESKTOP, 1920, 1080, 1),
    Device("iMac 24", Kind.DESKTOP, 2240, 1260, 2),
    Device(marked("Device", "WQHD screen"), Kind.DESKTOP, 2560, 1440, 1),
)
