"""What one guess at a passphrase costs somebody with the header: MiB of memory times seconds of processor.

The seconds are those of all lanes together, of the cheapest of several guesses: whatever else a computer does
can only make one dearer. A fast computer makes every guess cheaper, so the goals are for the computer of the
design text, section 3.1, on which one guess at age (scrypt, 256 MiB) costs 254: age is guessed at in the same
run, and every figure is as many times that as it is here.
"""

import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from tests.torture.attack import Figures, number

from careernotes.sealing.kdf import (
    SALT_BYTES,
    KdfProfile,
    WeakKdfError,
    check_profile,
    choose_profile,
    derive_key,
)

MIB = 1024
# MiB x s of others on the same kind of machine, from the design text, section 3.1.
PEERS = {"KeePassXC": 64, "Bitwarden": 18, "Standard Notes": 20, "Cryptomator": 2.9, "age": 254}
AGE_MIB, AGE_LOG_N = 256, 18
AT_FLOOR, AT_HALF_GIB = 250, 1_000


def costs(profiles: dict[str, KdfProfile], runs: int) -> dict[str, float]:
    """MiB times seconds of all threads, the least of some runs, of each profile and of age; one after another
    in every run, so that a slow minute is everybody's.
    """
    asked: dict[str, tuple[float, Callable[[], object]]] = {
        name: (each.memory_kib / MIB, lambda each=each: ours(each)) for name, each in profiles.items()
    }
    asked["age_here"] = AGE_MIB, age
    least = dict.fromkeys(asked, float("inf"))
    for _run in range(runs):
        for name, (mib, guess) in asked.items():
            began = time.process_time()
            guess()
            least[name] = min(least[name], mib * (time.process_time() - began))
    return least


def ours(profile: KdfProfile) -> None:
    """One guess at a vault."""
    derive_key("one guess", bytes(SALT_BYTES), profile, allow_test=True)


def age() -> None:
    """One guess at a file of age: its own parameters."""
    Scrypt(salt=bytes(SALT_BYTES), length=32, n=1 << AGE_LOG_N, r=8, p=1).derive(b"one guess")


def run(base: Path, runs: int, seed: int) -> Figures:
    """At the floor, at 512 MiB, and which profile is chosen on which computer."""
    del base, seed
    roomy = choose_profile(measure=lambda _floor: 0.74, memory_bytes=16 << 30)
    poor = choose_profile(measure=lambda _floor: 4.0, memory_bytes=1 << 30)
    profiles = {
        "at_floor": KdfProfile.FLOOR,
        "at_512_mib": KdfProfile.DEARER,
        "oldest_that_opens": KdfProfile.OLDEST,
    }
    here = costs(profiles, runs)
    there = PEERS["age"] / here["age_here"]
    return {
        **{name: round(each * there, 1) for name, each in here.items() if name in profiles},
        "as_measured_here": {name: round(each, 1) for name, each in here.items()},
        "chosen_where_512_fits_mib": roomy.memory_kib // MIB,
        "chosen_on_a_poor_computer_mib": poor.memory_kib // MIB,
        "weaker_profiles_taken": weaker_taken(KdfProfile.OLDEST) + weaker_taken(KdfProfile.FLOOR, new=True),
        "peers": dict(PEERS),
    }


def weaker_taken(floor: KdfProfile, *, new: bool = False) -> int:
    """How many profiles below a floor are taken for a real vault that is opened, or for a new one."""
    taken = 0
    for profile in (
        KdfProfile.TEST,
        KdfProfile(memory_kib=floor.memory_kib - 1, passes=floor.passes, lanes=floor.lanes),
        KdfProfile(memory_kib=floor.memory_kib, passes=floor.passes - 1, lanes=floor.lanes),
    ):
        try:
            check_profile(profile, new=new)
        except WeakKdfError:
            continue
        taken += 1
    return taken


def held(figures: Figures) -> bool:
    """Whether every goal was met."""
    return (
        number(figures, "at_floor") >= AT_FLOOR
        and number(figures, "at_512_mib") >= AT_HALF_GIB
        and number(figures, "chosen_where_512_fits_mib") >= 512
        and number(figures, "chosen_on_a_poor_computer_mib") == 256
        and number(figures, "weaker_profiles_taken") == 0
    )


def quarter(base: Path, runs: int, seed: int) -> Figures:
    """The weakened build: 64 MiB, as other keepers of secrets take."""
    KdfProfile.FLOOR = KdfProfile.OLDEST = KdfProfile(memory_kib=64 * MIB, passes=4, lanes=4)
    return run(base, runs, seed)
