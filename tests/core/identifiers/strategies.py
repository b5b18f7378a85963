"""Hypothesis strategies for valid codes and numbers, and the ways in which people spoil them."""

from datetime import date

from hypothesis import strategies as st

from shejian.core.identifiers import credit_code_check_character, identity_number_check_character
from shejian.core.identifiers.credit_code import ALPHABET

DIGITS = "0123456789"


def _with_check_character(first17: str) -> str:
    return first17 + credit_code_check_character(first17)


credit_codes = st.builds(
    lambda head, division, tail: _with_check_character(head + division + tail),
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text(DIGITS, min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@st.composite
def identity_numbers(draw: st.DrawFn, last_digits: str = DIGITS) -> str:
    """A valid identity number of a person born between 1900 and 2099, the sequence ending in one of ``last_digits``."""
    division = draw(st.text(DIGITS, min_size=6, max_size=6))
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    first17 = f"{division}{born:%Y%m%d}{draw(st.integers(0, 99)):02d}{draw(st.sampled_from(last_digits))}"
    return first17 + identity_number_check_character(first17)


def with_one_changed(texts: st.SearchStrategy[str], alphabet: str) -> st.SearchStrategy[str]:
    """One of ``texts`` in which exactly one character is another one of ``alphabet``."""

    @st.composite
    def build(draw: st.DrawFn) -> str:
        text = draw(texts)
        index = draw(st.integers(0, len(text) - 1))
        char = draw(st.sampled_from([other for other in alphabet if other != text[index]]))
        return text[:index] + char + text[index + 1 :]

    return build()


def with_neighbours_swapped(texts: st.SearchStrategy[str], last: int) -> st.SearchStrategy[str]:
    """One of ``texts`` in which two unequal neighbours have changed places, the first at an index up to ``last``."""

    @st.composite
    def build(draw: st.DrawFn) -> str:
        text = draw(texts.filter(lambda candidate: len(set(candidate[: last + 2])) > 1))
        places = [index for index in range(last + 1) if text[index] != text[index + 1]]
        index = draw(st.sampled_from(places))
        return text[:index] + text[index + 1] + text[index] + text[index + 2 :]

    return build()
