"""The attacks on the header, and what becomes of one damaged copy: it heals from the other."""

import random
from pathlib import Path

from tests.torture import header_attacks
from tests.torture.attack import Figures
from tests.unit.vault.samples import PASSPHRASE

from careernotes.vault import header_store
from careernotes.vault.errors import Notice
from careernotes.vault.lifecycle import open_with_passphrase


def run(base: Path, every: int, seed: int) -> Figures:
    """Every so-manieth single bit (1: all), each attack on the structure; then one copy damaged at a time."""
    base.mkdir(parents=True)
    tally = header_attacks.attack_header(base / "attacks", every=every)
    healed, tried = heal(base / "healing", -(-400 // every), seed)
    return {
        "tried": tally.tried,
        "accepted": len(tally.accepted),
        "written_before_mac": len(tally.written),
        "first": (tally.accepted + tally.written)[:5],
        "one_copy_damaged": tried,
        "healed": healed,
    }


def heal(base: Path, times: int, seed: int) -> tuple[int, int]:
    """One copy damaged by a bit or an attack on its structure, the other whole; how often it healed."""
    folder = header_attacks.make_victim(base / "victim.careernotes")
    chance, healed = random.Random(f"heal/{seed}"), 0
    for number in range(times):
        copy, other = chance.sample(("header.a", "header.b"), 2)
        good = (folder / copy).read_bytes()
        attacks = list(header_attacks.structure(good))
        name, data = chance.choice(attacks) if number % 4 == 0 else _bit(good, chance)
        if name == "a later format":
            # Both versions of the program may be right: such a copy is refused, not put right.
            name, data = _bit(good, chance)
        (folder / copy).write_bytes(data)
        with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
            told = Notice.HEADER_HEALED in vault.notices
        healed += told and (folder / copy).read_bytes() == (folder / other).read_bytes()
    return healed, times


def _bit(good: bytes, chance: random.Random) -> tuple[str, bytes]:
    place, data = chance.randrange(len(good) * 8), bytearray(good)
    data[place // 8] ^= 1 << place % 8
    return f"bit {place}", bytes(data)


def without_code(base: Path, every: int, seed: int) -> Figures:
    """The weakened build: the authentication code of the header is not looked at."""
    del seed
    header_store.is_authentic = lambda *_more: True  # type: ignore[assignment]
    folder = header_attacks.make_victim(base / "victim.careernotes")
    good, tally = (folder / "header.a").read_bytes(), header_attacks.AttackTally()
    for name, data in [*header_attacks.structure(good), *header_attacks.digits(good, every)]:
        header_attacks._attack(folder, name, data, tally)
    return {"tried": tally.tried, "accepted": len(tally.accepted), "first": tally.accepted[:5]}
