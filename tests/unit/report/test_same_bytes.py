"""The same model gives the same bytes: in every process, time zone, hash seed and language of the machine."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.report.samples import Sample

from careernotes.report.verify import renderings

ROOT = Path(__file__).parents[3]
PRINT_HASHES = """
import hashlib, sys
from pathlib import Path
from careernotes.report.model import parse_model
from careernotes.report.verify import renderings
model = parse_model(Path(sys.argv[1]).read_bytes())
for ending, render in renderings(model):
    print(ending, hashlib.sha256(render()).hexdigest())
"""


@pytest.fixture(scope="module")
def here(medium: Sample) -> dict[str, str]:
    """What this process makes of it."""
    return {ending: hashlib.sha256(render()).hexdigest() for ending, render in renderings(medium.model)}


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "86400",
        },
        {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LANG": "nl_NL.UTF-8", "USER": "somebody"},
    ],
)
def test_another_process_renders_the_same_bytes(
    medium: Sample, here: dict[str, str], tmp_path: Path, surroundings: dict[str, str]
) -> None:
    stored = tmp_path / "model.json"
    stored.write_bytes(medium.model.canonical())
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **surroundings}

    command = [sys.executable, "-c", PRINT_HASHES, str(stored)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert dict(line.split() for line in done.stdout.splitlines()) == here


def test_making_a_report_again_gives_the_same_bytes(sample: Sample) -> None:
    for _, render in renderings(sample.model):
        assert render() == render()
