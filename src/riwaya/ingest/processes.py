"""Processes that end with the one that began them."""

from __future__ import annotations

import gc
import os
import threading
from multiprocessing import parent_process

_SELDOM = 50_000


def end_with_the_parent() -> None:
    """Have this process end as soon as its parent is gone, even by a kill: else it would wait for
    work for ever, or write results that nobody asks for any more."""
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def collect_seldom() -> None:
    """Have Python look for cycles of objects seldom; from the second call on, not among those that
    were there then.

    For processes that read and do little else, before each piece of their work: at the second
    the data files are loaded. Records are many and hardly ever in cycles; looking for those was
    measured at up to a fifth of the time of reading. What a text leaves behind is freed without.
    """
    if gc.get_threshold()[0] < _SELDOM:
        gc.set_threshold(_SELDOM, 20, 100)
    elif not gc.get_freeze_count():
        gc.freeze()
