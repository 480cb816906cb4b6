"""The test vectors of docs/vault-format.md: both the product and an independent reading agree."""

import hashlib
import hmac
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from careernotes.sealing.kdf import KdfProfile, derive_key
from careernotes.sealing.keys import keyspec, master_from_root, vault_keys
from careernotes.vault.audit import receipt_of, seal
from careernotes.vault.header import Header, authenticate, read_header, unwrap, wrap, write_header
from careernotes.vault.recovery_sheet import read_sheet, write_sheet
from careernotes.vault.row_hasher import RowHasher

VECTORS: list[dict[str, Any]] = json.loads(Path("tests/data/vault-vectors.json").read_text(encoding="utf-8"))[
    "vectors"
]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
each = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["root"][:8])


def hkdf(secret: bytes, label: str, length: int) -> bytes:
    prk = hmac.new(bytes(64), secret, hashlib.sha512).digest()
    block, out, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + label.encode() + bytes([counter]), hashlib.sha512).digest()
        out, counter = out + block, counter + 1
    return out[:length]


def times(first: int, second: int) -> int:
    """Carry-less multiplication modulo x^5 + x^2 + 1, without any table."""
    product = 0
    for bit in range(5):
        product ^= (first << bit) if second >> bit & 1 else 0
    for bit in range(8, 4, -1):
        product ^= (0b100101 << (bit - 5)) if product >> bit & 1 else 0
    return product


@each
def test_the_product_makes_every_value_of_a_vector(vector: dict[str, Any]) -> None:
    root = bytes.fromhex(vector["root"])
    assert write_sheet(root) == vector["sheet"]
    assert read_sheet(vector["sheet"]) == (bytearray(root), 0)
    master = master_from_root(root)
    assert master.hex() == vector["master"]
    keys = vault_keys(master)
    assert {name: getattr(keys, name).hex() for name in vector["keys"]} == vector["keys"]
    assert keyspec(keys.notes).decode() == vector["keyspec_notes"]
    profile = KdfProfile(memory_kib=vector["memory_kib"], passes=vector["passes"], lanes=vector["lanes"])
    salt, nonce = bytes.fromhex(vector["salt"]), bytes.fromhex(vector["nonce"])
    kek = derive_key(vector["passphrase"], salt, profile, allow_test=True)
    assert kek.hex() == vector["kek"]
    slot = wrap(master, kek, vault_id=vector["vault_id"], profile=profile, salt=salt, nonce=nonce)
    assert slot.wrapped.hex() == vector["wrapped"]
    header = authenticate(
        Header(vault_id=vector["vault_id"], generation=vector["generation"], slots=(slot,)), keys.header
    )
    assert header.mac == vector["mac"]
    assert write_header(header).decode() == vector["header"]
    assert unwrap(read_header(vector["header"].encode()), vector["passphrase"], allow_test=True) == master


@each
def test_the_sheet_is_two_interleaved_code_words_with_eight_roots(vector: dict[str, Any]) -> None:
    symbols = [ALPHABET.index(letter) for letter in vector["sheet"].replace(" ", "")]
    for code in (symbols[0::2], symbols[1::2]):
        power = 1
        for _ in range(8):
            power = times(power, 2)
            value = 0
            for symbol in code:
                value = times(value, power) ^ symbol
            assert value == 0
    bits = "".join(f"{symbols[place]:05b}" for place in range(32))
    assert int(bits, 2) == int(vector["root"], 16)


@each
def test_the_keys_follow_from_the_text_of_the_format(vector: dict[str, Any]) -> None:
    master = hkdf(bytes.fromhex(vector["root"]), "careernotes/1/master", 32)
    assert master.hex() == vector["master"]
    for name, key in vector["keys"].items():
        assert hkdf(master, f"careernotes/1/{name}", len(key) // 2).hex() == key


@each
def test_the_header_follows_from_the_text_of_the_format(vector: dict[str, Any]) -> None:
    def canonical(value: object) -> bytes:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    header = json.loads(vector["header"])
    check, mac = header.pop("check"), header["mac"]
    assert hashlib.sha256(canonical(header)).hexdigest() == check
    del header["mac"]
    key = bytes.fromhex(vector["keys"]["header"])
    assert hmac.new(key, canonical(header), hashlib.sha256).hexdigest() == mac
    slot = dict(header["slots"][0])
    wrapped = bytes.fromhex(slot.pop("wrapped"))
    context = canonical({"format": 1, "vault_id": header["vault_id"], "slot": slot})
    opened = AESGCM(bytes.fromhex(vector["kek"])).decrypt(bytes.fromhex(slot["nonce"]), wrapped, context)
    assert opened.hex() == vector["master"]


def test_the_passphrase_of_the_second_vector_needs_normalising() -> None:
    passphrase = VECTORS[1]["passphrase"]
    assert unicodedata.normalize("NFKC", passphrase) != passphrase


def test_the_text_of_the_format_names_the_vectors_and_every_key() -> None:
    text = Path("docs/vault-format.md").read_text(encoding="utf-8")
    assert "tests/data/vault-vectors.json" in text
    for vector in VECTORS:
        assert vector["sheet"] in text
        assert vector["master"] in text
    for name in VECTORS[0]["keys"]:
        assert f"careernotes/1/{name}" in text


@each
def test_the_product_makes_the_row_the_trail_and_the_header_with_a_head(vector: dict[str, Any]) -> None:
    keys = vault_keys(bytes.fromhex(vector["master"]))
    row = vector["row"]
    values = [bytes.fromhex(each["hex"]) if isinstance(each, dict) else each for each in row["values"]]
    assert RowHasher(keys.sum).of(row["table"], values).to_bytes(32, "big").hex() == row["number"]
    head = bytes(32)
    for line in vector["trail"]:
        numbers = (line["seq"], line["at"], line["code"])
        head = seal(keys.audit, head, numbers, bytes.fromhex(line["ref"]))
        assert head.hex() == line["mac"]
    assert receipt_of(head) == vector["receipt"]
    header = read_header(vector["header_2"].encode())
    assert header.head is not None
    assert header.head.audit_head == head
    assert authenticate(header, keys.header) == header
    assert header.slots == read_header(vector["header"].encode()).slots


@each
def test_the_row_and_the_trail_follow_from_the_text_of_the_format(vector: dict[str, Any]) -> None:
    def cell(value: object) -> bytes:
        if isinstance(value, dict):
            data = bytes.fromhex(value["hex"])
            return f"b{len(data)}:".encode() + data
        if isinstance(value, str):
            return f"t{len(value.encode())}:".encode() + value.encode()
        return b"n" if value is None else f"i{value};".encode()

    row, key = vector["row"], bytes.fromhex(vector["keys"]["sum"])
    message = b"".join(map(cell, [row["table"], *row["values"]]))
    assert hmac.new(key, message, hashlib.sha256).hexdigest() == row["number"]
    head = bytes(32)
    for line in vector["trail"]:
        numbers = b"".join(line[name].to_bytes(8, "big") for name in ("seq", "at", "code"))
        message = head + numbers + bytes.fromhex(line["ref"])
        head = hmac.new(bytes.fromhex(vector["keys"]["audit"]), message, hashlib.sha256).digest()
        assert head.hex() == line["mac"]
    header = json.loads(vector["header_2"])
    assert header["format"] == 2
    assert header["head"]["audit_head"] == head.hex()
