"""Masks over identity numbers, telephone numbers and names.

A mask has the length of what it hides and one star for every hidden character: ``*`` in numbers, the full-width
``＊`` in names, as the design shows them.
"""

from __future__ import annotations

NUMBER_STAR = "*"
NAME_STAR = "＊"
STARS = frozenset(NUMBER_STAR + NAME_STAR)

_KEPT_BEHIND = 4
_IDENTITY_KEPT_BEFORE = 4
_PHONE_KEPT_BEFORE = 3
_SHORT_PHONE_KEPT_BEHIND = 2
_FEWEST_HIDDEN = 4
_SHORTEST_NAME_KEEPING_BOTH_ENDS = 3


def mask_identity_number(number: str) -> str:
    """An identity number with its first four and last four characters left: 6206**********7616.

    A text so short that fewer than four characters would be hidden is hidden altogether.
    """
    return _mask_middle(number, _IDENTITY_KEPT_BEFORE, _KEPT_BEHIND)


def mask_phone(number: str) -> str:
    """A telephone number with its first three and last four digits left: 139****1018.

    A number so short that fewer than four characters would be hidden keeps its last two, a still shorter one nothing.
    """
    if len(number) >= _PHONE_KEPT_BEFORE + _FEWEST_HIDDEN + _KEPT_BEHIND:
        return _mask_middle(number, _PHONE_KEPT_BEFORE, _KEPT_BEHIND)
    return _mask_middle(number, 0, _SHORT_PHONE_KEPT_BEHIND)


def mask_name(name: str) -> str:
    """A name with its first character left, and its last if there are three or more: 王＊敏, 王＊, 欧＊＊敏.

    A name of one character is hidden, for nothing else would be.
    """
    if len(name) >= _SHORTEST_NAME_KEEPING_BOTH_ENDS:
        return name[0] + NAME_STAR * (len(name) - 2) + name[-1]
    return name[:1] + NAME_STAR if len(name) > 1 else NAME_STAR * len(name)


def is_masked(text: str) -> bool:
    """Whether ``text`` has a star in it, half-width or full-width."""
    return not STARS.isdisjoint(text)


def matches_mask(mask: str, full: str) -> bool:
    """Whether ``mask`` may stand for ``full``: as long, and equal wherever there is no star.

    A match is a possibility, never an identity: many people share a mask, so nothing may be merged by it.
    """
    if len(mask) != len(full):
        return False
    return all(shown in STARS or shown == char for shown, char in zip(mask, full, strict=True))


def _mask_middle(text: str, before: int, behind: int) -> str:
    hidden = len(text) - before - behind
    if hidden < _FEWEST_HIDDEN:
        return NUMBER_STAR * len(text)
    return text[:before] + NUMBER_STAR * hidden + text[len(text) - behind :]
