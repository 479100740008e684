"""Orders of the embedded model, carried out on the source of a page: offsets in, a page that is else untouched out."""

from moonpane.revise.orders.blocks import applied_as_blocks
from moonpane.revise.orders.carrying_out import CarriedOut, carried_out, changed_page, understood
from moonpane.revise.orders.work import Work

__all__ = ["CarriedOut", "Work", "applied_as_blocks", "carried_out", "changed_page", "understood"]
