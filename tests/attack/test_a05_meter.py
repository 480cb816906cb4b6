"""A5 on lists: a mentor who would let a list out without having been told what it can tell.

How much a list and all before it tell about one named person stands on the screen before anything leaves.
"""

from collections.abc import Iterable
from pathlib import Path

from tests.e2e.programme import facts_of, make_programme, make_vault, read_mentor_frame
from tests.unit.disclosure.support import PERIOD

from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import ReleaseLedger


class Heard(Speech):
    """What is said before something leaves, and what has left by then."""

    def __init__(self, out: Path, ledger: Path, key: bytearray) -> None:
        super().__init__(as_json=True)
        self.lines: list[str] = []
        self.left: list[object] = []
        self._out, self._ledger, self._key = out, ledger, key

    def before(self, lines: Iterable[str]) -> None:
        self.lines += lines
        entries = ReleaseLedger.open(self._ledger, self._key, create=False)
        self.left += [*self._out.glob("*"), *entries.all()]
        entries.close()


def test_the_meter_is_read_before_anything_is_entered_or_written(tmp_path: Path) -> None:
    programme = open_programme(make_programme(tmp_path / "programme").kit)
    vault = make_vault(tmp_path / "mine.careernotes", facts_of(14))
    paths, out = VaultPaths(vault.folder), tmp_path / "out"
    speech = Heard(out, paths.releases, read_mentor_frame(vault.keys)["releases"])
    with MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        answer = make_list(programme, PERIOD, vault=paths, keys=keys, out=out, speech=speech)
    told = answer.result["meter"]
    assert isinstance(told, dict)
    assert speech.lines == told["lines"]
    assert "20 at most" in speech.lines[0]
    assert speech.left == []
    assert list(out.glob("*"))
