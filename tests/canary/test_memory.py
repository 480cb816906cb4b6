"""Nothing said about anybody is in the memory of the program that makes what leaves."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.canary.conftest import PERIOD, Planted
from tests.canary.scanner import marked

from careernotes.demo.canaries import PREFIX

if sys.platform.startswith("linux"):
    from tests.canary.memory import image_at_the_end, memory, narrow_pipe

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

HALF = f"{PERIOD}-H1"
_ANSWER_END = 64
# The exporter, but for one thing: it has read the texts as well.
_LEAKY = """
import sys
from pathlib import Path
from careernotes.exporter.__main__ import main
kept = [Path(sys.argv.pop()).read_bytes().decode()]
sys.exit(main())
"""


@pytest.mark.long
def test_the_memory_of_the_exporter_holds_nothing_said_when_it_contributes(planted: Planted) -> None:
    full = max(range(30), key=lambda number: len(planted.programme.facts(number).persons))
    given = ("--vault", str(planted.vault(full)), "--kit", str(planted.kit), "--period", PERIOD)
    with exporter(planted, full, "contribute", *given) as image:
        assert len(image) > 10_000_000
        assert b"contribute" in image  # it holds what it should hold: we looked at the right process
        assert marked(PREFIX).search(image) is None


@pytest.mark.long
@pytest.mark.parametrize("released", [True, False], ids=["released", "preview"])
def test_the_memory_of_the_exporter_holds_nothing_said_when_it_lists(
    planted: Planted, crowd: int, tmp_path: Path, *, released: bool
) -> None:
    """A vault with far more counted people than a list needs: the list is really made, files and all."""
    vault = shutil.copytree(planted.vault(crowd), tmp_path / "vault")
    given = ["--vault", str(vault), "--kit", str(planted.kit), "--period", HALF]
    out = tmp_path / "list"
    given += ["--out", str(out), "--release"] if released else []
    with exporter(planted, crowd, "list", *given) as image:
        assert len(image) > 10_000_000
        assert marked(PREFIX).search(image) is None
    assert ({path.suffix for path in out.glob("*")} >= {".pdf", ".html", ".csv", ".json"}) is released


@pytest.mark.long
def test_an_exporter_that_read_the_texts_too_is_found_out(
    planted: Planted, crowd: int, tmp_path: Path
) -> None:
    """Control: the same list at the same moment, in a program that holds one note."""
    note = tmp_path / "note"
    note.write_text(next(c.planted for c in planted.canaries if c.disguise.value == "plain"))
    given = ("--vault", str(planted.vault(crowd)), "--kit", str(planted.kit), "--period", HALF)
    with exporter(planted, crowd, "list", *given, leaky_with=note) as image:
        assert marked(PREFIX).search(image) is not None


def test_the_same_look_into_memory_finds_a_text_that_is_there() -> None:
    """Control: this very process holds canaries."""
    kept = bytearray(f"{PREFIX}0123456789ab".encode("utf-16-le"))
    assert marked(PREFIX).search(memory(os.getpid(), most=400_000_000)) is not None
    assert kept


@contextmanager
def exporter(
    planted: Planted, number: int, verb: str, *given: str, leaky_with: Path | None = None
) -> Iterator[bytes]:
    """The memory of a real run at its end; the run then ends as it should."""
    reading, writing = narrow_pipe()
    if leaky_with is None:
        child = planted.start(verb, *given, stdout=writing)
    else:
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", _LEAKY, verb, *given, "--json", "--keys-stdin", str(leaky_with)],
            stdin=subprocess.PIPE,
            stdout=writing,
            stderr=subprocess.PIPE,
            env=planted.environment(),
            bufsize=0,
        )
    os.close(writing)
    try:
        planted.send_mentor(child, number)
        image = image_at_the_end(child, reading)
        yield image
    finally:
        with open(reading, "rb") as rest:
            answer = rest.read()
        child.communicate()
    assert child.returncode == 0
    # Its whole work was done when we looked: the end of the answer, which nobody had read yet, was there.
    assert answer.rstrip()[-_ANSWER_END:] in image
