"""Processes that end with the one that began them."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process


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
