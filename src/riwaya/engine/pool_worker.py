"""A process of the pool: takes items from a pipe until it is closed."""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from riwaya.engine.engines import Lost
from riwaya.ingest.processes import end_with_the_parent


def serve(pipe: Connection) -> None:
    """Call functions with items as they come, and send back what they return."""
    # Ctrl-C reaches the whole group; it is for the parent to say what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_parent()
    with suppress(EOFError, OSError):
        while True:
            function, item = pipe.recv()
            try:
                # Pickled before any of it is sent, so that an error in there can be told as well.
                pipe.send(function(item))
            except OSError:
                raise
            except Exception as error:
                pipe.send(Lost(f"{type(error).__name__}: {error}; please report this"))
