"""The pictures of a screen, cut out of it as files for the page that is written from it."""

from moonpane_vision.assets.cut import Assets, Place, cut_assets
from moonpane_vision.assets.names import with_own_colours

__all__ = ["Assets", "Place", "cut_assets", "with_own_colours"]
