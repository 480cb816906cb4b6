"""From a passphrase to a key, slowly on purpose: Argon2id with a floor nobody can lower."""

import contextlib
import ctypes
import os
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from careernotes.errors import CareerNotesError

KEY_BYTES = 32
SALT_BYTES = 16
_MIB = 1024
_LONGEST_SECONDS, _SHORTEST_SECONDS = 1.5, 0.8
_SHARE_OF_MEMORY = 8
_MOST_CHOSEN_KIB = 1024 * _MIB


class WeakKdfError(CareerNotesError):
    """The KDF parameters are below the floor."""

    code = "CN150"
    message = "The settings that slow down guessing have been made too weak in this file."
    safe = "Nothing was unlocked and nothing has been changed."
    hint = "Somebody may have altered the file. Use your recovery sheet or a backup."


class HostileKdfError(CareerNotesError):
    """The KDF parameters are beyond the ceiling."""

    code = "CN151"
    message = "This file asks for more memory or time than any Career Notes file ever needs."
    safe = "Nothing was unlocked and nothing has been changed."
    hint = "Somebody may have altered the file. Use your recovery sheet or a backup."


class NotEnoughMemoryError(CareerNotesError):
    """Argon2id could not have its memory."""

    code = "CN152"
    message = "This computer does not have {mebibytes} MiB of memory free, which unlocking needs."
    safe = "Nothing has been changed."
    hint = "Close some other programs and try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfProfile:
    """What one guess at a passphrase costs: memory in KiB, passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    FLOOR: ClassVar["KdfProfile"]
    OLDEST: ClassVar["KdfProfile"]
    CEILING: ClassVar["KdfProfile"]
    DEARER: ClassVar["KdfProfile"]
    TEST: ClassVar["KdfProfile"]


# Nothing new is made below the floor. A guess at 256 MiB costs some 80 MiB x CPU-seconds a pass: three passes
# were 235 on a quiet machine, four are above 250 with room to spare. Files from before still open.
KdfProfile.FLOOR = KdfProfile(memory_kib=256 * _MIB, passes=4, lanes=4)
KdfProfile.OLDEST = KdfProfile(memory_kib=256 * _MIB, passes=3, lanes=4)
KdfProfile.DEARER = KdfProfile(memory_kib=512 * _MIB, passes=4, lanes=4)
KdfProfile.CEILING = KdfProfile(memory_kib=4096 * _MIB, passes=64, lanes=64)
# Cheap, so only for tests and the demo: refused unless the caller says allow_test; no setting does.
KdfProfile.TEST = KdfProfile(memory_kib=8 * _MIB, passes=1, lanes=1)


def check_profile(profile: KdfProfile, *, allow_test: bool = False, new: bool = False) -> None:
    """Returns when *profile* is neither weaker than the floor nor beyond the ceiling.

    *new* is for what is about to be made; what was made long ago may have one pass less.

    Raises:
        WeakKdfError, HostileKdfError: before any work is done.
    """
    if allow_test and profile == KdfProfile.TEST:
        return
    floor, ceiling = KdfProfile.FLOOR if new else KdfProfile.OLDEST, KdfProfile.CEILING
    if profile.memory_kib < floor.memory_kib or profile.passes < floor.passes or profile.lanes < 1:
        raise WeakKdfError
    if (
        profile.memory_kib > ceiling.memory_kib or profile.passes > ceiling.passes
        or profile.lanes > ceiling.lanes
    ):  # fmt: skip
        raise HostileKdfError


def derive_key(passphrase: str, salt: bytes, profile: KdfProfile, *, allow_test: bool = False) -> bytearray:
    """The 32-byte key of *passphrase*, in a buffer the caller wipes.

    NFKC makes every keyboard type the same bytes.

    Raises:
        WeakKdfError, HostileKdfError: when the profile is out of bounds.
        NotEnoughMemoryError: when the memory cannot be had; the cost is never silently lowered.
    """
    check_profile(profile, allow_test=allow_test)
    if len(salt) != SALT_BYTES:
        raise WeakKdfError
    key = bytearray(KEY_BYTES)
    typed = bytearray(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))
    try:
        # Any buffer will do, whatever the stub says: only one that can be wiped is good enough here.
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=profile.passes,
            lanes=profile.lanes,
            memory_cost=profile.memory_kib,
        ).derive_into(cast("bytes", typed), key)
    except (MemoryError, UnsupportedAlgorithm):
        raise NotEnoughMemoryError(mebibytes=profile.memory_kib // _MIB) from None
    finally:
        typed[:] = bytes(len(typed))
    return key


def choose_profile(
    *,
    dearer: bool = False,
    measure: Callable[[KdfProfile], float] | None = None,
    memory_bytes: int | None = None,
) -> KdfProfile:
    """The dearest profile for 1.5 s and an eighth of this computer's memory; never below the floor.

    *dearer* starts from 512 MiB whatever the time: asked for by somebody who will wait a little longer.
    One derivation at the floor is timed; cost grows in step with memory and passes.
    """
    floor = KdfProfile.DEARER if dearer else KdfProfile.FLOOR
    seconds = (measure or measured_seconds)(floor)
    memory = physical_memory() if memory_bytes is None else memory_bytes
    chosen, chosen_seconds = floor, seconds
    for factor in (2, 4):
        bigger = floor.memory_kib * factor
        if bigger > _MOST_CHOSEN_KIB:
            break
        if seconds * factor <= _LONGEST_SECONDS and bigger * 1024 * _SHARE_OF_MEMORY <= memory:
            chosen = KdfProfile(memory_kib=bigger, passes=floor.passes, lanes=floor.lanes)
            chosen_seconds = seconds * factor
    a_pass = chosen_seconds / floor.passes
    passes = floor.passes
    while passes * a_pass < _SHORTEST_SECONDS and passes < KdfProfile.CEILING.passes:
        passes += 1
    return KdfProfile(memory_kib=chosen.memory_kib, passes=passes, lanes=floor.lanes)


def measured_seconds(profile: KdfProfile) -> float:
    """How long one derivation takes here."""
    started = time.perf_counter()
    derive_key("measuring", bytes(SALT_BYTES), profile)
    return time.perf_counter() - started


class _WindowsMemory(ctypes.Structure):
    """MEMORYSTATUSEX, as GlobalMemoryStatusEx fills it."""

    _fields_ = [
        ("length", ctypes.c_ulong), ("load", ctypes.c_ulong), ("total", ctypes.c_ulonglong),
        ("rest", ctypes.c_ulonglong * 6),
    ]  # fmt: skip


def physical_memory() -> int:
    """The memory of this computer in bytes; 0 when it does not tell, so that the floor is chosen."""
    if sys.platform == "win32":
        status = _WindowsMemory()
        status.length = ctypes.sizeof(status)
        return int(status.total) if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else 0
    with contextlib.suppress(ValueError, OSError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0
