"""A8: somebody whose ledger cannot be written, and who hopes that figures leave all the same.

What is not written down could be released a second time, or another way. So the ledger is written first, and
where it cannot be, nothing stands in the folder that the figures were to go to.
"""

from pathlib import Path

import pytest
from tests.attack.test_a08_pool_and_list import mentor
from tests.attack.test_a18_rollback import NEXT, next_half, report_of
from tests.e2e.programme import facts_of, make_programme, make_vault
from tests.e2e.together import Pair

from careernotes.canonical import Json, canonical_bytes
from careernotes.vault.errors import LedgerLeftError
from careernotes.vault.move_marker import FILES, FOLDER, MARKER, Marker

pytestmark = pytest.mark.long


def block(ledger_folder: Path) -> None:
    """Nobody may add an entry to the ledger in this folder: it is about to be exchanged for another."""
    none = dict.fromkeys(FILES, bytes(32))
    seals: dict[str, Json] = {"new_mac": "00" * 32, "old_mac": "00" * 32}
    place = ledger_folder / FOLDER
    place.mkdir()
    (place / MARKER).write_bytes(canonical_bytes({**Marker(was=none, will_be=none).plain(), **seals}))


def test_no_list_and_no_contribution_leaves_that_is_not_written_down(tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "programme")
    for way in ("list", "contribute"):
        free, blocked = (make_vault(tmp_path / f"{way}-{n}.careernotes", facts_of(14)) for n in (1, 2))
        block(blocked.folder)
        assert mentor(programme, blocked, way, tmp_path / f"{way}-out").code != 0
        assert not left(tmp_path / f"{way}-out")
        assert mentor(programme, free, way, tmp_path / f"{way}-out").code == 0
        assert left(tmp_path / f"{way}-out")


def left(place: Path) -> list[Path]:
    """The files that left: a folder of them, or one or two side by side."""
    beside = place.parent.glob(f"{place.name}*")
    return [path for path in (*place.rglob("*"), *beside) if path.is_file()]


def test_no_report_leaves_that_is_not_written_down(released: Pair, tmp_path: Path) -> None:
    assert next_half(released, lead_saw=report_of(released)) == 0
    assert released.pool(period=NEXT).code == 0
    block(released.ledger("trustee"))
    ran = released.pool(period=NEXT, out=tmp_path / "out")
    assert ran.error == LedgerLeftError.code
    assert not left(tmp_path / "out")
