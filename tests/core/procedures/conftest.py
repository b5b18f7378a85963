"""A small fictional law with one procedure in two versions, on which the format and the engine are tried."""

from pathlib import Path

import pytest

from shejian.core.procedures import Procedure
from shejian.core.procedures.loading import read_procedures
from shejian.core.rules import Law, read_law

FOLDER = Path(__file__).parent / "law"


@pytest.fixture(scope="session")
def sample_law() -> Law:
    return read_law(FOLDER)


@pytest.fixture(scope="session")
def sample(sample_law: Law) -> Procedure:
    return read_procedures(FOLDER, sample_law)["sample"]
