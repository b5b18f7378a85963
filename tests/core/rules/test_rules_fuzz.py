"""Law files with random damage: read, or refused in a sentence that names the file; never anything else."""

import random
from pathlib import Path

import pytest

from shejian.core.rules import LawFileError, Level, load_law
from shejian.core.rules.loading import LAW_FOLDER, read_instrument, read_parameter

WAYS = 60
PIECES = b"""\0 \xff : - { ] &a *a !!int ' " | ? #""".split()
WORDS = ["null", "true", "[]", "{}", "0", "-1", "1.5", "2026-02-30", "1e9", "三", ".inf", "~", "''"]
PARAMETERS = ["dues/bands", "election/surplus", "appraisal/grades", "development/object.superior_action"]


def damaged(content: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(content))
    match draw.randrange(4):
        case 0:
            return content[:at] + draw.choice(PIECES) + content[at:]
        case 1:
            return content[:at] + content[at + draw.randrange(1, 12) :]
        case 2:
            return content[:at] + bytes([draw.randrange(256)]) + content[at + 1 :]
        case _:
            lines = content.split(b"\n")
            line = draw.randrange(len(lines))
            key, colon, _ = lines[line].partition(b": ")
            lines[line] = key + colon + draw.choice(WORDS).encode()
            return b"\n".join(lines)


def refusal_of(path: Path, content: bytes, read) -> str | None:
    path.write_bytes(content)
    try:
        read(path)
    except LawFileError as refusal:
        return str(refusal)
    return None


def check(said: list[str | None]) -> None:
    """Some were refused and some not, each refusal in one line that names the file."""
    refused = [one for one in said if one is not None]
    assert 0 < len(refused) < len(said)
    assert [one for one in refused if not one.startswith("x.yaml：") or len(one.splitlines()) != 1] == []
    assert "\n".join(refused).encode()


@pytest.mark.parametrize("name", PARAMETERS)
def test_damaged_parameter_is_read_or_refused(tmp_path, name):
    draw, law = random.Random(name), load_law()
    content = (LAW_FOLDER / "parameters" / f"{name}.yaml").read_bytes()

    def read(path):
        read_parameter(tmp_path, path, law.instruments, Level.NATIONAL)

    check([refusal_of(tmp_path / "x.yaml", damaged(content, draw), read) for _ in range(WAYS)])


def test_damaged_instrument_is_read_or_refused(tmp_path):
    draw = random.Random("instrument")
    content = (LAW_FOLDER / "instruments" / "development-rules-2014.yaml").read_bytes()

    def read(path):
        read_instrument(tmp_path, path)

    check([refusal_of(tmp_path / "x.yaml", damaged(content, draw), read) for _ in range(WAYS)])
