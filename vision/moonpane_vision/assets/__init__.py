"""The pictures of a screen, cut out of it as files, and its looks in CSS, for the page that is written from it."""

from moonpane_vision.assets.cut import Assets, Place, cut_assets
from moonpane_vision.assets.looks import Look, with_looks
from moonpane_vision.assets.names import with_own_colours

__all__ = ["Assets", "Look", "Place", "cut_assets", "with_looks", "with_own_colours"]
