import dataclasses
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careernotes.sealing.kdf import (
    HostileKdfError,
    KdfProfile,
    WeakKdfError,
    check_profile,
    choose_profile,
    derive_key,
    physical_memory,
)
from careernotes.sealing.programme_keys import Role, create_key_file
from careernotes.vault.new_header import make_header

SALT = bytes(range(16))
_GIB = 1024**3


def test_the_floors_are_those_the_format_names() -> None:
    floor, oldest = KdfProfile.FLOOR, KdfProfile.OLDEST
    assert (floor.memory_kib, floor.passes, floor.lanes) == (256 * 1024, 4, 4)
    assert (oldest.memory_kib, oldest.passes, oldest.lanes) == (256 * 1024, 3, 4)


def test_what_was_made_with_three_passes_opens_and_nothing_new_is_made_with_them(tmp_path: Path) -> None:
    check_profile(KdfProfile.OLDEST)
    with pytest.raises(WeakKdfError):
        check_profile(KdfProfile.OLDEST, new=True)
    with pytest.raises(WeakKdfError):
        make_header(bytearray(32), "0" * 32, 1, "a b c d e", KdfProfile.OLDEST)
    with pytest.raises(WeakKdfError):
        create_key_file(tmp_path / "t.cnkey", Role.TRUSTEE, "a b c d e", KdfProfile.OLDEST)
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_floor_derives_the_known_key() -> None:
    started = time.perf_counter()
    key = derive_key("correct horse battery staple", SALT, KdfProfile.OLDEST)
    assert key.hex() == "446539bd5c5b1ecce56f2120d87c64925395b4bb2016d9369e17e67a0a2cd8db"
    # Nobody derives 256 MiB three times over in the time a cheap setting takes.
    assert time.perf_counter() - started > 0.1


def test_the_cheap_profile_is_refused_unless_the_caller_says_so() -> None:
    with pytest.raises(WeakKdfError):
        derive_key("a", SALT, KdfProfile.TEST)
    assert len(derive_key("a", SALT, KdfProfile.TEST, allow_test=True)) == 32


def test_no_environment_variable_lowers_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAREERNOTES_TEST", "CAREERNOTES_KDF", "CI", "PYTEST_CURRENT_TEST"):
        monkeypatch.setenv(name, "1")
    with pytest.raises(WeakKdfError):
        check_profile(KdfProfile.TEST)


@pytest.mark.parametrize(
    "change",
    [{"memory_kib": 256 * 1024 - 1}, {"passes": 2}, {"lanes": 0}, {"memory_kib": 8 * 1024, "passes": 3}],
)
@pytest.mark.parametrize("allow_test", [False, True])
def test_a_profile_below_the_floor_is_refused_before_any_work(
    change: dict[str, int], allow_test: bool
) -> None:
    with pytest.raises(WeakKdfError):
        derive_key("a", SALT, dataclasses.replace(KdfProfile.OLDEST, **change), allow_test=allow_test)


@pytest.mark.parametrize("change", [{"memory_kib": 4 * 1024 * 1024 + 1}, {"passes": 65}, {"lanes": 65}])
def test_a_profile_that_would_freeze_the_computer_is_refused_at_once(change: dict[str, int]) -> None:
    started = time.perf_counter()
    with pytest.raises(HostileKdfError):
        derive_key("a", SALT, dataclasses.replace(KdfProfile.FLOOR, **change))
    assert time.perf_counter() - started < 0.05


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(WeakKdfError):
        derive_key("a", SALT[:8], KdfProfile.TEST, allow_test=True)


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    composed = derive_key("caf\u00e9 \ufb01n", SALT, KdfProfile.TEST, allow_test=True)
    assert composed == derive_key("cafe\u0301 fin", SALT, KdfProfile.TEST, allow_test=True)
    assert composed != derive_key("cafe fin", SALT, KdfProfile.TEST, allow_test=True)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_passphrase_has_a_key_that_can_be_wiped(passphrase: str) -> None:
    key = derive_key(passphrase, SALT, KdfProfile.TEST, allow_test=True)
    assert isinstance(key, bytearray)
    assert key == derive_key(passphrase, SALT, KdfProfile.TEST, allow_test=True)


@pytest.mark.parametrize(
    ("seconds", "memory", "mebibytes", "passes"),
    [
        (0.2, 64 * _GIB, 1024, 4),
        (0.5, 64 * _GIB, 512, 4),
        (0.5, 3 * _GIB, 256, 7),
        (1.4, 64 * _GIB, 256, 4),
        (9.0, 1 * _GIB, 256, 4),
        (0.05, 1 * _GIB, 256, 64),
    ],
)
def test_the_dearest_bearable_profile_is_chosen(
    seconds: float, memory: int, mebibytes: int, passes: int
) -> None:
    chosen = choose_profile(measure=lambda _: seconds, memory_bytes=memory)
    assert chosen == KdfProfile(memory_kib=mebibytes * 1024, passes=passes, lanes=4)


@given(st.floats(0.001, 60), st.integers(0, 2**42))
def test_whatever_the_computer_the_choice_is_within_bounds(seconds: float, memory: int) -> None:
    chosen = choose_profile(measure=lambda _: seconds, memory_bytes=memory)
    check_profile(chosen, new=True)
    assert KdfProfile.FLOOR.memory_kib <= chosen.memory_kib <= KdfProfile.CEILING.memory_kib
    assert KdfProfile.FLOOR.passes <= chosen.passes <= KdfProfile.CEILING.passes


@given(st.floats(0.001, 60), st.integers(0, 2**42))
def test_who_asks_for_a_dearer_guess_gets_half_a_gibibyte_on_any_computer(
    seconds: float, memory: int
) -> None:
    chosen = choose_profile(dearer=True, measure=lambda _: seconds, memory_bytes=memory)
    check_profile(chosen, new=True)
    assert 512 * 1024 <= chosen.memory_kib <= 1024 * 1024


def test_this_computer_tells_its_memory() -> None:
    assert physical_memory() > 256 * 1024**2


@pytest.mark.skipif(sys.platform != "linux", reason="needs RLIMIT_AS")
def test_too_little_memory_is_a_message_and_never_a_cheaper_key() -> None:
    code = (
        "import resource\n"
        "from careernotes.sealing.kdf import *\n"
        "limit = 400 * 2**20\n"
        "resource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
        "try:\n"
        "    derive_key('a', bytes(16), KdfProfile(memory_kib=512 * 1024, passes=3, lanes=4))\n"
        "except NotEnoughMemoryError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": "src"}, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("CN152", 0), done.stderr
