"""Every visible string has its Dutch, none is left over, and the compiled catalogue is the written one."""

import gettext
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "installers"))

from devkit import words  # noqa: E402  the folder is not a package of the product


def test_nothing_is_missing_and_nothing_is_left_over() -> None:
    assert words.problems() == []


def messages(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every msgid with its Dutch, whichever form the reader gave them."""
    return {_texts(message.id): _texts(message.string) for message in catalogue if message.id}


def _texts(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]  # a pair of plural forms


def test_the_compiled_catalogue_is_the_written_one() -> None:
    # The header names the version of the compiler, which is no concern of a reader: messages are compared.
    with words.MO.open("rb") as compiled:
        shipped = messages(read_mo(compiled))
    assert shipped == messages(words.load(words.PO))
    assert len(shipped) > 1000


def test_a_string_without_dutch_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "screen.py").write_text('_("Nobody translated this sentence.")\n', encoding="utf-8")
    monkeypatch.setattr(words, "SOURCE", tmp_path)
    monkeypatch.setattr(words, "ROOT", tmp_path)
    found = words.problems()
    assert any("Nobody translated this sentence." in line for line in found)
    assert any(line.startswith("nobody uses") for line in found)


def test_dutch_is_what_a_person_reads() -> None:
    with words.MO.open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert catalogue.gettext("Nothing has been changed.") == "Er is niets veranderd."
    many = catalogue.ngettext("{n} record was imported.", "{n} records were imported.", 2)
    assert many.startswith("{n} gegevens")
