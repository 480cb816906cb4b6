"""What the first set-up says while it works: something now and then, and little in a file."""

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.architecture.source import ROOT

sys.path.insert(0, str(ROOT / "installers"))

from devkit import progress
from devkit.progress import PipProgress, Ticking, site_of

TICK, ENOUGH = 0.005, 20.0


def test_a_long_step_says_again_and_again_where_it_is_and_stops(capsys: pytest.CaptureFixture[str]) -> None:
    third, asked = threading.Event(), []

    def text() -> str:
        asked.append("unpacked")
        if len(asked) == 3:
            third.set()
        return f"unpacked {len(asked)}"

    with Ticking(text, every=TICK):
        assert third.wait(ENOUGH)
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" (")[0] for line in said[:3]] == [f"[dev]   unpacked {n}" for n in (1, 2, 3)]
    assert all(line.endswith(" s)") for line in said)
    # It has ended with the block: nothing can be said any more.
    assert len(asked) == len(said)


def test_a_short_step_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Ticking(lambda: "never", every=ENOUGH):
        pass
    assert capsys.readouterr().err == ""


def test_a_step_that_fails_ends_the_lines_too() -> None:
    ticking = Ticking(lambda: "working", every=ENOUGH)
    with pytest.raises(OSError, match="full"), ticking:
        raise OSError("full")
    assert not ticking._thread.is_alive()


def test_a_file_gets_fewer_lines_than_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal, every in ((True, progress.AT_A_TERMINAL), (False, progress.IN_A_FILE)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        assert Ticking(lambda: "")._every == every
    assert progress.IN_A_FILE > progress.AT_A_TERMINAL >= 2


NAMES = st.text(st.sampled_from("abcdefghij-_0123456789"), min_size=1, max_size=12)


@given(names=st.lists(NAMES, max_size=20), other=st.lists(st.text(max_size=40), max_size=5))
def test_what_pip_collects_is_counted_whatever_else_it_prints(names: list[str], other: list[str]) -> None:
    at = PipProgress(total=20, site=Path("nowhere"))
    collecting = [f"Collecting {name}==1.0 (from -r x)\n" for name in names]
    for line in (*(f"  {text}" for text in other), *collecting):
        at.hear(line)
    assert at.text() == f"fetched {len(names)} of at most 20 packages {names[-1] if names else ''}".rstrip()


@pytest.mark.parametrize("folder", ["", "/opt/some-files/", "./", "C:\\My Files\\"])
@given(name=st.text(st.sampled_from("abcdefghij_0123456789"), min_size=1, max_size=12))
def test_a_package_from_a_folder_of_this_machine_counts_too(folder: str, name: str) -> None:
    at = PipProgress(total=2, site=Path("nowhere"))
    at.hear("Collecting first==1.0 (from -r x)\n")
    at.hear(f"Processing {folder}{name}-1.0-py3-none-any.whl (from -r /tmp/a-b/requirements.lock (line 3))\n")
    assert at.text() == f"fetched 2 of at most 2 packages {name}"


def test_what_is_unpacked_is_counted_where_the_packages_lie(tmp_path: Path) -> None:
    site = tmp_path / "lib" / "python3.12" / "site-packages"
    (site / "pip-1.dist-info").mkdir(parents=True)
    assert site_of(tmp_path) == site
    at = PipProgress(total=9, site=site)
    for name in ("one", "two"):
        at.hear(f"Collecting {name}\n")
    at.hear("Installing collected packages: one, two\n")
    assert at.text() == "unpacked 0 of 2 packages"
    (site / "one-1.dist-info").mkdir()
    assert at.text() == "unpacked 1 of 2 packages"


def test_on_windows_packages_lie_elsewhere(tmp_path: Path) -> None:
    assert site_of(tmp_path) == tmp_path / "Lib" / "site-packages"
