"""Listings: code, logs and tables of characters, whose letters all stand in cells of one width.

What spaces say in them (indents, columns) is lost where each word is a text of its own, so a listing becomes one
element that keeps its spaces, `<pre>`, with a `<span>` for each other colour.
"""

from moonpane_vision.listings.code import Code, code_of, codes_of
from moonpane_vision.listings.crops import listing_crops, row_pieces
from moonpane_vision.listings.find import find_listings
from moonpane_vision.listings.model import Listing, Row, Run
from moonpane_vision.listings.places import blocks_of, blocks_with_listings, with_places

__all__ = [
    "Code",
    "Listing",
    "Row",
    "Run",
    "blocks_of",
    "blocks_with_listings",
    "code_of",
    "codes_of",
    "find_listings",
    "listing_crops",
    "row_pieces",
    "with_places",
]
