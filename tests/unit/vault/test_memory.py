"""Keys in the memory of a process that holds a vault open: none of those that SQLCipher keeps for itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.vault.open_vault import OpenVault

HOLDER = """
import sys
from pathlib import Path
from careernotes.vault.lifecycle import open_with_passphrase
from tests.unit.vault.samples import *

vault = open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)
vault.notes.put_all([session(1), note(1)])
with vault.notes.transaction():
    vault.notes.facts.put_person(person_fact(vault.notes.facts.person_number("e1")))
if sys.argv[3] == "careless":
    kept = vault.keys
print("ready", flush=True)
sys.stdin.read()
"""


def copies(folder: Path, needles: dict[str, bytes], how: str) -> dict[str, int]:
    """How often each needle is in the writable memory of a process that has the vault open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), PASSPHRASE, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        memory = writable_memory(child.pid)
        child.kill()
    return {name: memory.count(needle) for name, needle in needles.items()}


def writable_memory(pid: int) -> bytes:
    parts = []
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as stream:
        for line in maps:
            area, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            first, last = (int(end, 16) for end in area.split("-"))
            stream.seek(first)
            try:
                parts.append(stream.read(last - first))
            except OSError:
                continue
    return b"".join(parts)


def needles(vault: OpenVault) -> dict[str, bytes]:
    with vault.keys as keys:
        found = {"master": bytes(vault.reveal_master())}
        for name in ("notes", "themes"):
            key = bytes(getattr(keys, name))
            found |= {name: key[:32], f"{name} hex": key[:32].hex().encode(), f"{name} mac": key[32:64]}
        found["header"] = bytes(keys.header)
    vault.close()
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_key_lies_in_memory_while_the_vault_is_open(vault: OpenVault, store: object, folder: Path) -> None:
    wanted = needles(vault)
    assert copies(folder, wanted, "careful") == dict.fromkeys(wanted, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_copy_that_is_kept_would_be_found(vault: OpenVault, store: object, folder: Path) -> None:
    """The positive control: keys that are not wiped are seen."""
    wanted = needles(vault)
    found = copies(folder, wanted, "careless")
    assert found["notes"] > 0
    assert found["themes"] > 0
    assert found["header"] > 0
