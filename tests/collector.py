"""What all tests have imported is kept from the garbage collector: a walk through it takes as long as twenty tests."""

import gc

_kept = False


def keep() -> None:
    """Nothing when it is kept already. Asking the collector (`gc.get_freeze_count`) would be a walk of its own."""
    global _kept
    if not _kept:
        gc.collect()
        gc.freeze()
        _kept = True


def give_back() -> None:
    """Until the next `keep`: what was made since the last one is to be collected, too, when nobody needs it."""
    global _kept
    gc.unfreeze()
    _kept = False
