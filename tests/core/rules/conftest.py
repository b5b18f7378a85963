"""The sample law: fictional instruments and parameters, and local layers to lay over it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shejian.core.rules import Law, Layer, Level, read_law


@pytest.fixture(scope="session")
def folder() -> Path:
    return Path(__file__).parent


@pytest.fixture(scope="session")
def sample(folder: Path) -> Law:
    return read_law(folder / "sample")


@pytest.fixture
def local(sample: Law) -> Callable[..., Layer]:
    """A local layer that takes the last value of one parameter of the sample, with something changed in it."""

    def build(key: str, name: str = "某市", **changed: object) -> Layer:
        parameter = sample.parameter(key)
        value = replace(parameter.values[-1], **changed)
        return Layer(name, Level.LOCAL, {}, {key: replace(parameter, level=Level.LOCAL, values=(value,))})

    return build
