"""A kit is taken over on the command line once it was compared, as in the window."""

import argparse
import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE
from tests.unit.services.kits import kit_file

from careernotes.cli import kits
from careernotes.cli.console import Console
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import unlocking
from careernotes.services.desk import Desk, with_kit_of_bundle
from careernotes.services.first_steps import KitPreview, adopt_kit, look_at_kit
from careernotes.services.problems import KitExchangedError

OTHER_LEAD = bytes(range(1, 33))


def spaced(text: str) -> str:
    return text.replace("-", " ")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    folder = tmp_path / "mentor.careernotes"
    made = unlocking.create(folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True).desk

    @contextlib.contextmanager
    def opened(*_given: object) -> Iterator[Desk]:
        yield with_kit_of_bundle(made)

    monkeypatch.setattr(kits, "opened", opened)
    yield made
    made.close()


@pytest.fixture
def preview(desk: Desk, tmp_path: Path) -> KitPreview:
    return look_at_kit(desk, kit_file(tmp_path))


def run(file: Path, *, compared: str | None = None, json_lines: bool = False) -> int:
    given = argparse.Namespace(file=file, compared=compared, json=json_lines)
    return kits.kit(given, Console(json_lines=json_lines))


def in_use(desk: Desk) -> str:
    kit = with_kit_of_bundle(desk).kit
    return kit.kit_hash if kit is not None else ""


@pytest.mark.parametrize(
    "spell",
    [str, pytest.param(str.lower, marks=pytest.mark.long), pytest.param(spaced, marks=pytest.mark.long)],
)
def test_a_kit_is_taken_over_with_the_characters_heard(
    desk: Desk, tmp_path: Path, spell: Callable[[str], str]
) -> None:
    file = kit_file(tmp_path)
    preview = look_at_kit(desk, file)
    assert run(file, compared=spell(preview.fingerprint)) == 0
    assert in_use(desk) == preview.kit.kit_hash


def test_other_characters_take_nothing_over(desk: Desk, tmp_path: Path) -> None:
    file = kit_file(tmp_path)
    other = look_at_kit(desk, kit_file(tmp_path, "other.cnkit", lead=OTHER_LEAD)).fingerprint
    for heard in (other, "", look_at_kit(desk, file).fingerprint[:-1]):
        with pytest.raises(kits.OtherCharactersError):
            run(file, compared=heard)
    assert in_use(desk) == ""


@pytest.mark.parametrize("json_lines", [pytest.param(True, marks=pytest.mark.long), False])
def test_a_script_that_compared_nothing_only_looks(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], json_lines: bool
) -> None:
    file = kit_file(tmp_path)
    kit = look_at_kit(desk, file).kit
    assert run(file, json_lines=json_lines) == 0
    said = capsys.readouterr().out
    assert in_use(desk) == ""
    assert kit.purpose.en in said
    if json_lines:
        shown, result = map(json.loads, said.splitlines())
        assert (shown["event"], shown["other_people"], result["taken_over"]) == ("kit", False, False)
        assert shown["to_compare"] == shown["fingerprints"]["lead"]
    else:
        assert "--compared" in said


@pytest.mark.parametrize(
    ("lead", "typed", "taken"),
    [
        (None, "the same", True),
        pytest.param(None, "“The same”", True, marks=pytest.mark.long),
        pytest.param(None, "", False, marks=pytest.mark.long),
        pytest.param(None, "yes", False, marks=pytest.mark.long),
        (OTHER_LEAD, "the same", False),
        pytest.param(OTHER_LEAD, "other people", True, marks=pytest.mark.long),
    ],
)
def test_at_a_terminal_a_word_is_typed_under_the_characters(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lead: bytes | None, typed: str, taken: bool
) -> None:
    adopt_kit(desk, kit_file(tmp_path))
    changed = {"terms_version": "2"}
    file = kit_file(tmp_path, "new.cnkit", **({"lead": lead} if lead else {}), **changed)
    monkeypatch.setattr(sys, "stdin", _Terminal(f"{typed}\n"))
    run(file)
    assert (in_use(desk) == look_at_kit(desk, file).kit.kit_hash) == taken


@pytest.mark.parametrize(
    "spell", [str.lower, pytest.param(spaced, marks=pytest.mark.long)]
)
def test_at_a_terminal_the_characters_that_were_heard_do_too(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spell: Callable[[str], str]
) -> None:
    file = kit_file(tmp_path)
    preview = look_at_kit(desk, file)
    monkeypatch.setattr(sys, "stdin", _Terminal(f"{spell(preview.fingerprint)}\n"))
    assert run(file) == 0
    assert in_use(desk) == preview.kit.kit_hash


def test_at_a_terminal_other_characters_are_told_apart_and_nothing_is_said_of_scripts(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kit_file(tmp_path)
    other = look_at_kit(desk, kit_file(tmp_path, "other.cnkit", lead=OTHER_LEAD)).fingerprint
    monkeypatch.setattr(sys, "stdin", _Terminal(f"{other}\n\n"))
    with pytest.raises(kits.OtherCharactersError):
        run(file)
    assert run(file) == 0
    said = capsys.readouterr()
    assert "not been taken over." in said.out
    assert "--compared" not in said.out + said.err
    assert in_use(desk) == ""


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text("abcTHEsamo -“”2\t", max_size=40) | st.text("ABCDEFGH234567-", min_size=20, max_size=32))
def test_nothing_else_that_is_typed_takes_a_kit_over(preview: KitPreview, typed: str) -> None:
    assume("".join(filter(str.isalnum, typed.upper())) != preview.fingerprint.replace("-", ""))
    assume(typed.strip(" \t“”\"'").casefold() != "the same")
    console = Console(json_lines=False)
    console.ask = lambda _question: typed  # type: ignore[method-assign]
    with contextlib.suppress(kits.OtherCharactersError):
        assert not kits._compared(preview, None, console, asks=True)


@pytest.mark.parametrize("how", ["compared", pytest.param("typed", marks=pytest.mark.long)])
def test_a_file_exchanged_while_the_characters_are_compared_is_not_taken_over(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    file = kit_file(tmp_path)
    heard = look_at_kit(desk, file).fingerprint
    real = kits._compared

    def slowly(*given: Any, **named: Any) -> bool:
        kit_file(tmp_path, "other.cnkit", lead=OTHER_LEAD).replace(file)
        return real(*given, **named)

    monkeypatch.setattr(kits, "_compared", slowly)
    monkeypatch.setattr(sys, "stdin", _Terminal("the same\n"))
    with pytest.raises(KitExchangedError):
        run(file, compared=heard if how == "compared" else None)
    assert in_use(desk) == ""


def test_of_a_kit_of_other_people_the_new_characters_are_compared(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = kit_file(tmp_path)
    old = look_at_kit(desk, first).fingerprint
    adopt_kit(desk, first)
    other = kit_file(tmp_path, "other.cnkit", lead=OTHER_LEAD)
    with pytest.raises(kits.OtherCharactersError):
        run(other, compared=old)
    assert "other people" in capsys.readouterr().out
    assert in_use(desk) == look_at_kit(desk, first).kit.kit_hash
