"""Attacks on the header by somebody who knows the format and may write both copies, but has no key.

``attack_header`` makes a real vault, attacks both copies of its header in every way below and counts what
opens and what was written meanwhile. The attacks put the plain hash right: only authentication refuses them.
"""

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.unit.vault.samples import PASSPHRASE, FixedClock, engagement, mentee

from careernotes.canonical import canonical_bytes
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import vault_keys, wipe
from careernotes.vault.header import Head, Header, is_authentic, read_header, unwrap, write_header
from careernotes.vault.lifecycle import create_vault, open_with_passphrase

Value = dict[str, Any]
BITS = 8


@dataclass(slots=True)
class AttackTally:
    """How many attacks there were, which of them opened, and after which something was written."""

    tried: int = 0
    accepted: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def _slot(value: Value) -> Value:
    slot: Value = value["slots"][0]
    return slot


STRUCTURE: dict[str, Callable[[Value], Any]] = {
    "less memory": lambda v: _slot(v).update(memory_kib=4 * 1024),
    "just below the floor": lambda v: _slot(v).update(memory_kib=256 * 1024 - 1, passes=3, lanes=4),
    "the real floor": lambda v: _slot(v).update(memory_kib=256 * 1024, passes=3, lanes=4),
    "hostile memory": lambda v: _slot(v).update(memory_kib=2**31 - 1, passes=3),
    "more passes": lambda v: _slot(v).update(passes=3),
    "hostile passes": lambda v: _slot(v).update(memory_kib=256 * 1024, passes=10**6),
    "more lanes": lambda v: _slot(v).update(lanes=2),
    "no lanes": lambda v: _slot(v).update(lanes=0),
    "another algorithm": lambda v: _slot(v).update(kdf="pbkdf2"),
    "another kind of slot": lambda v: _slot(v).update(kind="fido2"),
    "another salt": lambda v: _slot(v).update(salt="00" * 16),
    "a short salt": lambda v: _slot(v).update(salt="00" * 8),
    "another nonce": lambda v: _slot(v).update(nonce="00" * 12),
    "another wrapped key": lambda v: _slot(v).update(wrapped="00" * 48),
    "salt and nonce exchanged": lambda v: _slot(v).update(
        salt=(_slot(v)["nonce"] + "00" * 4), nonce=_slot(v)["salt"][:24]
    ),
    "no slot": lambda v: v.update(slots=[]),
    "the slot twice": lambda v: v.update(slots=[_slot(v), _slot(v)]),
    "a weaker second slot": lambda v: v["slots"].append(_slot(v) | {"memory_kib": 1024}),
    "a weaker first slot": lambda v: v["slots"].insert(0, _slot(v) | {"memory_kib": 1024}),
    "an older generation": lambda v: v.update(generation=max(1, v["generation"] - 1)),
    "a newer generation": lambda v: v.update(generation=v["generation"] + 1),
    "another vault": lambda v: v.update(vault_id="cd" * 16),
    "no mac": lambda v: v.pop("mac"),
    "an empty mac": lambda v: v.update(mac=""),
    "another mac": lambda v: v.update(mac="00" * 32),
    "an extra field": lambda v: v.update(admin=True),
    "an extra field in the slot": lambda v: _slot(v).update(escrow="00"),
    "a generation of text": lambda v: v.update(generation="7"),
    "a true generation": lambda v: v.update(generation=True),
    "format zero": lambda v: v.update(format=0),
    "the format before, without a head": lambda v: (v.pop("head"), v.update(format=1)),
    "the format before, with a head": lambda v: v.update(format=1),
    "a later format": lambda v: v.update(format=3),
    "another kind of file": lambda v: v.update(kind="other"),
    "upper case digits": lambda v: v.update(mac=v["mac"].upper()),
    "no head": lambda v: v.pop("head"),
    "an empty head": lambda v: v.update(head={}),
    "an older head": lambda v: v["head"].update(commit_seq=max(0, v["head"]["commit_seq"] - 1)),
    "a newer head": lambda v: v["head"].update(commit_seq=v["head"]["commit_seq"] + 1),
    "another sum": lambda v: v["head"].update(content_sum="00" * 32),
    "another sum of the counts": lambda v: v["head"].update(themes_sum="00" * 32),
    "another end of the trail": lambda v: v["head"].update(audit_head="00" * 32),
    "the sums exchanged": lambda v: v["head"].update(
        content_sum=v["head"]["themes_sum"], themes_sum=v["head"]["content_sum"]
    ),
}
# What a reader that skips the authentication code takes: the control in the tests.
ONLY_THE_MAC_REFUSES = (
    "a newer generation", "another mac", "an older head", "a newer head", "another sum",
    "another end of the trail", "the format before, without a head",
)  # fmt: skip


def rewritten(data: bytes, change: Callable[[Value], Any]) -> bytes:
    """The header with *change* made, and the plain hash put right."""
    value: Value = json.loads(data)
    change(value)
    value.pop("check", None)
    return canonical_bytes({**value, "check": hashlib.sha256(canonical_bytes(value)).hexdigest()})


def single_bits(data: bytes, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """The header with one bit changed: all of them, or every so-manieth."""
    for place in range(0, len(data) * BITS, every):
        changed = bytearray(data)
        changed[place // BITS] ^= 1 << place % BITS
        yield f"bit {place}", bytes(changed)


def digits(data: bytes, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """One digit of each value changed, with the plain hash put right."""
    value: Value = json.loads(data)
    places: list[tuple[str, Callable[[Value], Value]]] = []
    places += [(name, _slot) for name in ("salt", "nonce", "wrapped")]
    places += [(name, lambda v: v) for name in ("vault_id", "mac")]
    places += [(name, lambda v: v["head"]) for name in ("content_sum", "themes_sum", "audit_head")]
    for name, inside in places:
        text = inside(value)[name]
        for place in range(0, len(text), every):
            other = f"{text[:place]}{(int(text[place], 16) + 1) % 16:x}{text[place + 1 :]}"

            def change(v: Value, name: str = name, other: str = other, inside: Any = inside) -> None:
                inside(v)[name] = other

            yield f"{name} {place}", rewritten(data, change)


def structure(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every attack on the structure, and other byte forms of the same values."""
    for name, change in STRUCTURE.items():
        # An older generation than the first is the first; that is no attack.
        if (changed := rewritten(data, change)) != data:
            yield name, changed
    yield "spaces", json.dumps(json.loads(data)).encode()
    yield "a line feed after it", data + b"\n"
    yield "twice", data + data
    yield "nothing", b""


def takes(data: bytes, *, check_mac: bool = True) -> Header | None:
    """The header in *data*, if somebody with the passphrase would take it; the control skips the code."""
    try:
        header = read_header(data)
        master = unwrap(header, PASSPHRASE, allow_test=True)
    except CareerNotesError:
        return None
    try:
        with vault_keys(master) as keys:
            return header if is_authentic(header, keys.header) or not check_mac else None
    finally:
        wipe(master)


def attack_header(folder: Path, *, every: int = 1) -> AttackTally:
    """Attack both copies of the header of a new vault in *folder*; see the module."""
    vault_folder = make_victim(folder / "victim.careernotes")
    good = (vault_folder / "header.a").read_bytes()
    tally = AttackTally()
    for attacks in (single_bits(good, every), digits(good, every), structure(good), foreign(folder, good)):
        for name, data in attacks:
            _attack(vault_folder, name, data, tally)
    for copy in ("header.a", "header.b"):
        (vault_folder / copy).write_bytes(good)
    with open_with_passphrase(vault_folder, PASSPHRASE, allow_test=True) as vault:
        # The victim still opens: what was refused were the attacks, not the vault.
        assert not vault.notices
    return tally


def make_victim(folder: Path) -> Path:
    """A small vault that was locked, so that its header has a head."""
    made = create_vault(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    with made.vault as vault:
        vault.notes.put_all([mentee(), engagement()])
    return folder


def foreign(folder: Path, good: bytes) -> Iterator[tuple[str, bytes]]:
    """Pieces of the header of another vault under the same passphrase."""
    other = make_victim(folder / "other.careernotes")
    strange, own = read_header((other / "header.a").read_bytes()), read_header(good)
    shutil.rmtree(other)
    assert isinstance(own.head, Head)
    yield from (
        (name, _bytes_of(header, good))
        for name, header in {
            "the slot of another vault": dataclasses.replace(own, slots=strange.slots),
            "the head of another vault": dataclasses.replace(own, head=strange.head),
            "the mac of another vault": dataclasses.replace(own, mac=strange.mac),
            "the name of another vault": dataclasses.replace(own, vault_id=strange.vault_id),
        }.items()
    )


def _bytes_of(header: Header, good: bytes) -> bytes:
    data = write_header(header)
    assert data != good
    return data


def _attack(folder: Path, name: str, data: bytes, tally: AttackTally) -> None:
    for copy in ("header.a", "header.b"):
        (folder / copy).write_bytes(data)
    before = _state_of(folder)
    tally.tried += 1
    try:
        open_with_passphrase(folder, PASSPHRASE, allow_test=True).close()
    except CareerNotesError:
        if _state_of(folder) != before:
            tally.written.append(name)
    else:
        tally.accepted.append(name)


def _state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir()}
