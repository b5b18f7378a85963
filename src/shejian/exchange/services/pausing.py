"""Python's cyclic collector, paused where plain rows are made by the hundred thousand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cyclic garbage inside.

    Rows, plans and facts hold no cycles, and looking through all of them again and again took a quarter of the time of
    a large import (``benchmarks/importing.py``). What is cyclic waits until the block ends.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
