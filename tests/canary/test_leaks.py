"""Nothing said about anybody is in a byte of anything that leaves, is logged, or lies about."""

import base64
import io
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.canary.conftest import BUILD, PERIOD, TODAY, WORDS, Planted, Released
from tests.canary.scanner import Scanner, different_forms, forms

from careernotes.demo.vaults import FixedClock, keys_of
from careernotes.sealing import contribution_file
from careernotes.sealing.contribution_file import open_contribution, seal_contribution
from careernotes.sealing.keypipe import FrameKind, write_frame
from careernotes.sealing.programme_keys import open_key_file
from careernotes.sealing.sealed_box import open_box
from careernotes.sealing.signatures import public_of
from careernotes.services.searching import search_notes
from careernotes.services.unlocking import unlock

URLSAFE = bytes.maketrans(b"+/", b"-_")
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
    files = [*released.inbox.iterdir(), *released.lead_inbox.iterdir()]
    assert len(files) >= 40
    assert [leak for path in files for leak in scanner.find_in_file(path)] == []


def test_no_contribution_holds_anything_said_inside_its_seal(
    planted: Planted, released: Released, scanner: Scanner
) -> None:
    """What the keys of trustee and lead open: every byte behind the seal, padding included."""
    inside = []
    for who, inbox in (("trustee", released.inbox), ("lead", released.lead_inbox)):
        with open_key_file(planted.root / f"{who}.cnkey", WORDS, allow_test=True) as keys:
            inside += [behind_the_seal(path.read_bytes(), keys.box_private) for path in inbox.iterdir()]
    assert len(inside) >= 40
    assert all(b'"data"' in plain and b"signature" in plain for plain in inside)
    assert [leak for plain in inside for leak in scanner.find(plain, "inside")] == []


def test_a_text_inside_the_seal_of_a_contribution_is_found(
    planted: Planted, released: Released, scanner: Scanner
) -> None:
    """Control: the seal hides it from a look at the file, and not from a look behind the seal."""
    token, seed = planted.canaries[0].token, os.urandom(32)
    with open_key_file(planted.trustee, WORDS, allow_test=True) as trustee:
        honest = open_contribution(
            next(released.inbox.iterdir()).read_bytes(), box_private=trustee.box_private
        )
        leaky = replace(honest, mentor_token=token, signer=public_of(seed))
        sealed = seal_contribution(leaky, sign_seed=seed, box_key=trustee.public.box_key)
        inside = behind_the_seal(sealed, trustee.box_private)
    assert scanner.find(sealed, "file") == []
    assert token in {leak.needle for leak in scanner.find(inside, "inside")}


def behind_the_seal(data: bytes, box_private: bytes | bytearray) -> bytes:
    """Everything a contribution carries, decrypted and not yet read as anything."""
    return open_box(contribution_file.BOX, data, box_private=box_private)


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
@pytest.mark.parametrize("verb", ["list", "contribute"])
def test_no_process_listing_shows_a_text_or_a_key(
    planted: Planted, tmp_path: Path, scanner: Scanner, verb: str
) -> None:
    full = max(range(30), key=lambda number: len(planted.programme.facts(number).persons))
    given = ("--vault", str(planted.vault(full)), "--kit", str(planted.kit), "--period", PERIOD)
    child, frame = planted.start(verb, *given), io.BytesIO()
    with keys_of(BUILD, full) as keys:
        parts = [bytes(part) for part in (keys.themes, keys.releases, keys.sign)]
    write_frame(frame, FrameKind.MENTOR, parts)
    try:
        # It has every key but for the last byte, and waits for that: it is certainly there while we look.
        child.stdin.write(frame.getvalue()[:-1])
        while b"careernotes.exporter" not in (shown := listing(child.pid)):
            assert child.poll() is None
        child.stdin.write(frame.getvalue()[-1:])
        assert [name for name, form in key_forms(parts) if form in shown] == []
        assert scanner.find(shown, "process listing") == []
        assert WORDS.encode() not in shown
    finally:
        said, wrong = child.communicate()
    # Every key arrived: the list may still be refused, when too few people are counted.
    assert child.returncode == 0 or b'"code":"CN' in said + wrong, said + wrong


@LINUX
@pytest.mark.parametrize("form", ["hex", "HEX", "base64+0", "urlsafe"])
@pytest.mark.parametrize("way", ["argument", "environment"])
def test_a_key_in_a_process_listing_is_found(form: str, way: str) -> None:
    """Control: a process that is given a key the wrong way is caught."""
    key = bytes(range(250, 170, -1))
    text = dict(key_forms([key]))[f"key 0 {form}"].decode()
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    given = [*command, text] if way == "argument" else command
    environment = {"KEY": text} if way == "environment" else {}
    with subprocess.Popen(given, stdin=subprocess.PIPE, env=environment) as child:
        # Right after the fork it still shows our own listing.
        while b"sys.stdin.read" not in (shown := listing(child.pid)):
            assert child.poll() is None
        child.communicate()
    assert [name for name, data in key_forms([key]) if data in shown]


def key_forms(keys: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every way a key may stand in a listing, by name: raw, hexadecimal, base64 at each alignment."""
    for number, key in enumerate(keys):
        yield f"key {number} raw", key
        yield f"key {number} hex", key.hex().encode()
        yield f"key {number} HEX", key.hex().upper().encode()
        for shift in range(3):
            coded = base64.b64encode(bytes(shift) + key)
            middle = coded[(0, 2, 3)[shift] : -4]
            yield f"key {number} base64+{shift}", middle
            yield f"key {number} urlsafe" + f"+{shift}" * bool(shift), middle.translate(URLSAFE)


def listing(pid: int) -> bytes:
    """What can be seen of a process from outside: its command line and environment."""
    folder = Path("/proc") / str(pid)
    return (folder / "cmdline").read_bytes() + b"\0" + (folder / "environ").read_bytes()


# ------------------------------------------------------------------------------------------ controls


def test_no_form_of_a_text_is_missed_where_two_shapes_of_it_are_the_same() -> None:
    for text in ("zq7-0123456789ab\u00e9", "zq7 0123456789ab", "ZQ7", "zq  7\u0301\n"):
        assert {data for _name, data in different_forms(text)} == {data for _name, data in forms(text)}
        assert len(list(different_forms(text))) < len(list(forms(text)))


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
