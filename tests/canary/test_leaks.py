"""Nothing said about anybody is in a byte of anything that leaves, is logged, or lies about."""

import fcntl
import io
import logging
import os
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.canary.conftest import TODAY, WORDS, Planted, Released
from tests.canary.scanner import Scanner, forms, marked

from careernotes.demo.canaries import PREFIX
from careernotes.demo.vaults import FixedClock
from careernotes.services.searching import search_notes
from careernotes.services.unlocking import unlock

NARROW = 4096
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_the_scanner_knows_every_text_of_a_whole_programme(planted: Planted, scanner: Scanner) -> None:
    assert len(planted.canaries) > 1500
    assert scanner.needles > 3000


def test_the_notes_themselves_hold_what_is_looked_for(planted: Planted) -> None:
    """Control: the canaries really are in the vaults, and can be found there once the vault is open."""
    desk = unlock(planted.vault(0), WORDS, clock=FixedClock(TODAY), allow_test=True)
    try:
        token = next(
            c.token for c in planted.canaries if c.record == "note_body" and c.disguise.value == "plain"
        )
        number = next(
            m.number
            for m in planted.programme.mentors
            if token in {c.token for c in planted.programme.vault_with_canaries(m.number)[1]}
        )
    finally:
        desk.close()
    desk = unlock(planted.vault(number), WORDS, clock=FixedClock(TODAY), allow_test=True)
    try:
        assert search_notes(desk, token)
    finally:
        desk.close()


def test_no_contribution_holds_anything_said(released: Released, scanner: Scanner) -> None:
    files = list(released.inbox.iterdir())
    assert len(files) >= 20
    assert [leak for path in files for leak in scanner.find_in_file(path)] == []


def test_no_report_holds_anything_said(released: Released, scanner: Scanner) -> None:
    kinds = {path.suffix for path in released.report.iterdir()}
    assert {".pdf", ".html", ".csv", ".json"} <= kinds
    assert scanner.find_in_folder(released.report) == []


def test_no_ledger_and_no_vault_file_holds_anything_said_in_clear(
    planted: Planted, released: Released, scanner: Scanner
) -> None:
    assert scanner.find_in_folder(released.ledger) == []
    assert scanner.find_in_folder(planted.vault(0)) == []


def test_nothing_said_is_in_what_the_exporter_prints(released: Released, scanner: Scanner) -> None:
    assert len(released.said) > 10_000
    assert scanner.find(released.said, "output") == []


def test_nothing_is_left_in_home_or_the_temporary_folder(planted: Planted, released: Released) -> None:
    del released
    left = [path for path in planted.home.rglob("*") if path.is_file()]
    assert left == []


def test_the_log_of_a_whole_session_holds_nothing_said(planted: Planted, scanner: Scanner) -> None:
    heard = io.StringIO()
    handler, logger = logging.StreamHandler(heard), logging.getLogger()
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logging.getLogger("careernotes").setLevel(logging.DEBUG)
    try:
        desk = unlock(planted.vault(1), WORDS, clock=FixedClock(TODAY), allow_test=True)
        search_notes(desk, "zq7")
        desk.close()
        with pytest.raises(Exception, match="CN1"):
            unlock(planted.vault(1), planted.canaries[0].planted, clock=FixedClock(TODAY), allow_test=True)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert "vault_unlocked" in heard.getvalue()
    assert scanner.find(heard.getvalue().encode(), "log") == []


@LINUX
def test_no_process_listing_shows_a_text_or_a_key(planted: Planted, tmp_path: Path, scanner: Scanner) -> None:
    child = planted.contribute(2, tmp_path / "once.cncontrib")
    try:
        # It waits for its key on standard input, so it is certainly there while we look.
        while b"careernotes.exporter" not in (shown := listing(child.pid)):
            assert child.poll() is None
        planted.send_mentor(child, 2)
        assert scanner.find(shown, "process listing") == []
        assert WORDS.encode() not in shown
    finally:
        child.communicate()


def listing(pid: int) -> bytes:
    """What can be seen of a process from outside: its command line and environment."""
    folder = Path("/proc") / str(pid)
    return (folder / "cmdline").read_bytes() + b"\0" + (folder / "environ").read_bytes()


@LINUX
def test_the_memory_of_the_exporter_holds_nothing_said(planted: Planted, tmp_path: Path) -> None:
    """It stands still when everything is read, counted and sealed: its last line does not fit into a narrow
    pipe.
    """
    full = max(range(30), key=lambda number: len(planted.programme.facts(number).persons))
    reading, writing = os.pipe()
    assert fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, NARROW) == NARROW
    given = ("--vault", str(planted.vault(full)), "--kit", str(planted.kit), "--period", "2025")
    child = planted.start("contribute", *given, stdout=writing)
    os.close(writing)
    try:
        planted.send_mentor(child, full)
        # Up to its last report of progress; then only the long line of the result is still to come.
        said = b""
        while b'"step":"done"}\n' not in said:
            said += os.read(reading, 1)
        wait_until_full(reading, child)
        image = memory(child.pid)
        # It holds what it should hold, so we looked at the right moment.
        assert b"careernotes/1/" in image or b"contribute" in image
        assert len(image) > 10_000_000
        assert marked(PREFIX).search(image) is None
    finally:
        with open(reading, "rb") as rest:
            rest.read()
        child.communicate()
    assert child.returncode == 0


@LINUX
def test_the_same_look_into_memory_finds_a_text_that_is_there() -> None:
    """Control: this very process holds canaries."""
    kept = bytearray(f"{PREFIX}0123456789ab".encode("utf-16-le"))
    assert marked(PREFIX).search(memory(os.getpid(), most=400_000_000)) is not None
    assert kept


def wait_until_full(pipe: int, child: "subprocess.Popen[bytes]") -> None:
    """Returns when nothing more fits into the pipe: whoever writes to it stands still."""
    deadline = time.monotonic() + 60
    while waiting_bytes(pipe) < NARROW:
        assert child.poll() is None, "the exporter ended before it filled its pipe"
        assert time.monotonic() < deadline, "the exporter never filled its pipe"


def waiting_bytes(pipe: int) -> int:
    told = bytearray(4)
    fcntl.ioctl(pipe, termios.FIONREAD, told)
    return int.from_bytes(told, sys.byteorder)


def memory(pid: int, most: int = 2_000_000_000) -> bytes:
    """Every readable page of a process that belongs to it alone."""
    parts, total = [], 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as pages:
        for line in maps:
            span, rights, *_rest = line.split()
            if not rights.startswith("rw") or "[vvar" in line:
                continue
            first, last = (int(part, 16) for part in span.split("-"))
            pages.seek(first)
            try:
                part = pages.read(last - first)
            except OSError:
                continue
            parts.append(part)
            total += len(part)
            if total > most:
                break
    return b"".join(parts)


# ------------------------------------------------------------------------------------------ controls


@pytest.mark.parametrize("form", [name for name, _data in forms("zq7-0123456789ab\u00e9")])
def test_a_leak_written_in_any_way_is_found_in_a_report(
    form: str, planted: Planted, released: Released, tmp_path: Path
) -> None:
    text = next(c.token for c in planted.canaries)
    data = dict(forms(text)).get(form)
    if data is None:
        pytest.skip("this text has no such form")
    small = Scanner([text])
    whole = (released.report / "report.csv").read_bytes()
    assert small.find(whole[:5000] + b"\x00" + data + whole[5000:9000], "planted")
    assert not small.find(whole[:9000], "clean")


@pytest.mark.parametrize("kind", ["record text", "alias", "file name", "packed"])
def test_a_leak_of_any_kind_is_found(
    kind: str, planted: Planted, released: Released, scanner: Scanner, tmp_path: Path
) -> None:
    import zlib

    copy = tmp_path / "report.csv"
    shutil.copy(released.report / "report.csv", copy)
    records = planted.programme.vault(0)
    alias = next(r.alias for r in records if type(r).__name__ == "Mentee")
    body = next(r.body for r in records if type(r).__name__ == "NoteBody")
    match kind:
        case "record text":
            copy.write_bytes(copy.read_bytes() + body[:60].encode())
        case "alias":
            copy.write_bytes(copy.read_bytes() + f"themes,1,1,{alias}\n".encode())
        case "file name":
            copy = copy.rename(tmp_path / f"{planted.canaries[0].token}.csv")
        case _:
            copy.write_bytes(copy.read_bytes() + zlib.compress(alias.encode() * 3))
    assert scanner.find_in_file(copy)
