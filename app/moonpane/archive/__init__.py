"""Sessions on the disk: nothing that was said or made is lost."""

from moonpane.archive.archive import Archive
from moonpane.archive.backups import Backup
from moonpane.archive.growth import Unfinished
from moonpane.archive.parts import Part
from moonpane.archive.reading import Draft, SessionHead
from moonpane.archive.search import Found, Hit

__all__ = ["Archive", "Backup", "Draft", "Found", "Hit", "Part", "SessionHead", "Unfinished"]
