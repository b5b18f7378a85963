"""One side of a comparison in a process of its own: ``python -m benchmarks.apart MODULE SIDE FOLDER OUT``.

The module has a function of that name, which is given the folder of facts and is timed, and ``told``, which makes a
frame of what it gave, to be compared; that takes no part in the time.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polars as pl


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of the processors, the peak of memory in MiB, and what came out."""

    seconds: float
    processor: float
    peak: float
    frame: pl.DataFrame


def run(module: str, side: str, folder: Path) -> Run:
    """Run one side once."""
    with TemporaryDirectory() as place:
        out = Path(place) / "told.parquet"
        command = [sys.executable, "-m", "benchmarks.apart", module, side, str(folder), str(out)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return Run(**json.loads(done.stdout), frame=pl.read_parquet(out))


@dataclass(frozen=True)
class Sides:
    """The runs of both sides, which took turns."""

    ours: list[Run]
    theirs: list[Run]

    @property
    def ratio(self) -> float:
        """How many times the other's processor time ours is: what else the machine does moves it least."""
        return median(one.processor for one in self.ours) / median(one.processor for one in self.theirs)

    @property
    def peak(self) -> float:
        return max(one.peak for one in self.ours)

    def rows(self) -> list[str]:
        """A table of both, by processor time, by the clock, and by memory."""
        told = {"Shejian": self.ours, "hand-written Polars script": self.theirs}
        lines = ["| | processor seconds | seconds by the clock | peak memory, MiB |\n| --- | --- | --- | --- |"]
        for name, runs in told.items():
            processor, seconds = ([getattr(one, what) for one in runs] for what in ("processor", "seconds"))
            peak = max(one.peak for one in runs)
            lines.append(f"| {name} | {_told(processor)} | {_told(seconds)} | {peak:,.0f} |")
        return lines


def take_turns(module: str, folder: Path, rounds: int) -> Sides:
    """Both sides alternately, each time in a new process."""
    sides = Sides([], [])
    for _ in range(rounds):
        sides.ours.append(run(module, "ours", folder))
        sides.theirs.append(run(module, "theirs", folder))
    return sides


def _told(numbers: list[float]) -> str:
    return f"{median(numbers):.2f} ({min(numbers):.2f}–{max(numbers):.2f})"


def main() -> None:
    name, side, folder, out = sys.argv[1:]
    module = import_module(name)
    begun, worked = time.perf_counter(), time.process_time()
    result = getattr(module, side)(Path(folder))
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    module.told(result).write_parquet(out)
    sys.stdout.write(json.dumps({"seconds": seconds, "processor": processor, "peak": peak}))


if __name__ == "__main__":
    main()
