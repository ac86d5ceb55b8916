"""Python's garbage collector in a process that has started: what stands by then stays, and need not be walked again."""

import gc

_YOUNG = 10_000
_MIDDLE = 20
_OLD = 20


def spare_what_stands() -> None:
    """Call it once everything is imported and wired: a passage through that heap costs more than many requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
