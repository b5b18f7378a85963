"""What ``tests/rendering.py`` would say at the end of a run."""

from __future__ import annotations

from tests import rendering

SIGN_IN = "src/shejian/office/templates/office/sign_in.html"


def test_a_template_that_nothing_rendered_is_named() -> None:
    everything = {str(rendering.ROOT / path) for path in rendering.unrendered(set())}
    assert rendering.unrendered(everything) == []
    assert rendering.unrendered(everything - {str(rendering.ROOT / SIGN_IN)}) == [SIGN_IN]
