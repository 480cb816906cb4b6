"""A backup as the first version wrote it: read by code that shares nothing with the product, and restored."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Mentee
from careernotes.services import unlocking
from careernotes.vault.restore import restore_with_passphrase, restore_with_sheet

GOLDEN = Path("tests/data/golden/backup-1.cnbak")


@pytest.fixture
def told() -> dict[str, Any]:
    """What must be found in it."""
    value: dict[str, Any] = json.loads(GOLDEN.with_suffix(".json").read_text(encoding="utf-8"))
    return value


def hkdf(secret: bytes, label: str, length: int) -> bytes:
    """HKDF-SHA512 without salt, by hand (RFC 5869)."""
    key, block, out = hmac.new(bytes(64), secret, hashlib.sha512).digest(), b"", b""
    for number in range(1, -(-length // 64) + 1):
        block = hmac.new(key, block + label.encode() + bytes([number]), hashlib.sha512).digest()
        out += block
    return out[:length]


def test_the_file_is_what_the_documentation_says(told: dict[str, Any]) -> None:
    data = GOLDEN.read_bytes()
    assert data[:19] == b"careernotes-backup\n"
    length = int.from_bytes(data[19:23], "big")
    manifest = json.loads(data[23 : 23 + length])
    plain = {key: value for key, value in manifest.items() if key != "mac"}
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    master = bytes.fromhex(told["master"])
    key = hkdf(master, f"careernotes/1/backup/{manifest['salt']}/manifest", 32)
    assert hmac.new(key, canonical, hashlib.sha256).hexdigest() == manifest["mac"] == told["mac"]
    start = 23 + length
    for part in manifest["parts"]:
        assert hashlib.sha256(data[start : start + part["size"]]).hexdigest() == part["sha256"]
        start += part["size"]
    assert start == len(data)
    assert hkdf(master, f"careernotes/1/backup/{manifest['salt']}/notes.db", 80).hex() == told["notes_key"]
    assert manifest["made_at"] == told["made_at"]


@pytest.mark.parametrize("by_sheet", [True, False])
def test_it_gives_back_what_went_in(told: dict[str, Any], tmp_path: Path, by_sheet: bool) -> None:
    into = tmp_path / "g.careernotes"
    if by_sheet:
        restore_with_sheet(GOLDEN, into, told["sheet"])
    else:
        restore_with_passphrase(GOLDEN, into, told["passphrase"], allow_test=True)
    desk = unlocking.unlock(into, told["passphrase"], allow_test=True)
    store = desk.store
    assert store.count(Mentee) == told["mentees"]
    assert store.count(Session) == told["sessions"]
    assert store.count(NoteBody) == told["notes"]
    assert len(store.drafts()) == told["drafts"]
    assert desk.vault.integrity().fine
    desk.close()
