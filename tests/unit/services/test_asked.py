"""The log of limits used and of who asked: a day and a kind, nobody's name and no words."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock
from tests.unit.services.kits import kit_file

from careernotes.domain.asked import Asker, LogLine, as_line, as_review
from careernotes.domain.growth import Review
from careernotes.domain.ids import RecordId
from careernotes.domain.rules import UnknownRecordError
from careernotes.sealing.kit_file import read_kit_file
from careernotes.services import asked, first_steps
from careernotes.services.desk import Desk
from careernotes.services.kit_seen import kit_in_force, remember_kit
from careernotes.services.problems import DateInFutureError

LIMITS = ("X1", "X2", "X3", "X4", "X5")


@given(
    on=st.dates(),
    what=st.one_of(
        st.sampled_from(LIMITS).map(lambda limit: (limit, None)),
        st.sampled_from(Asker).map(lambda who: ("", who)),
    ),
)
def test_every_line_comes_back_from_its_record_and_the_record_names_nobody(
    on: dt.date, what: tuple[str, Asker | None]
) -> None:
    line = LogLine(record_id=RecordId("0" * 32), on=on, limit_id=what[0], asker=what[1])
    kept = as_review(line)
    assert as_line(kept) == line
    assert kept.engagement_id == ""


@pytest.mark.parametrize("item", ["P05", "P06", "asked.nobody", "asked", "limit"])
def test_another_review_is_no_line(item: str) -> None:
    assert as_line(Review(review_id=RecordId("1"), item_id=item, done_on=dt.date(2026, 1, 1))) is None


def test_lines_are_kept_newest_first_and_only_they_can_be_taken_back(desk: Desk, clock: StoppedClock) -> None:
    first = asked.log_limit(desk, "X1", desk.today - dt.timedelta(days=3))
    second = asked.log_asked(desk, Asker.HR, desk.today)
    other = Review(review_id=RecordId("9" * 32), item_id="P05", done_on=desk.today)
    desk.store.put(other)
    assert asked.log_lines(desk) == (second, first)
    asked.take_back(desk, [first.record_id, other.review_id])
    assert asked.log_lines(desk) == (second,)
    assert desk.store.get(Review, other.review_id) == other


def test_neither_a_day_to_come_nor_a_limit_there_is_not_is_kept(desk: Desk) -> None:
    with pytest.raises(DateInFutureError):
        asked.log_asked(desk, Asker.HR, desk.today + dt.timedelta(days=1))
    with pytest.raises(UnknownRecordError):
        asked.log_limit(desk, "X9", desk.today)
    assert asked.log_lines(desk) == ()


def test_a_kit_that_somebody_changed_names_nobody_to_call(desk: Desk, tmp_path: Path) -> None:
    who = {"role": "safety", "name": {"en": "Safety", "nl": "Veiligheid"}, "reach": "ext. 1"}
    folder = desk.vault.paths.folder
    memory = remember_kit("", first_steps.adopt_kit(desk, kit_file(tmp_path, contacts=[who])))
    assert [each.reach for each in asked.contacts_beside(folder, memory)] == ["ext. 1"]
    (path,) = folder.glob("programme-*.cnkit")
    path.write_bytes(path.read_bytes().replace(b"ext. 1", b"ext. 9"))
    assert asked.contacts_beside(folder, memory) == ()
    assert asked.contacts_beside(tmp_path / "nowhere", memory) == ()


def test_a_sound_kit_that_somebody_laid_beside_a_closed_vault_names_nobody_to_call(
    desk: Desk, tmp_path: Path
) -> None:
    """It is signed by whoever made it, is newer, and may even have the place of the one that was taken up."""
    kits = {}
    for reach, year in (("ext. 1", "2026"), ("ext. 9", "2027")):
        (tmp_path / reach).mkdir()
        who = {"role": "safety", "name": {"en": "Safety", "nl": "Veiligheid"}, "reach": reach}
        kits[reach] = kit_file(tmp_path / reach, contacts=[who], ends_on=f"{year}-12-31")
    folder = desk.vault.paths.folder
    other = read_kit_file(kits["ext. 9"])
    desk.vault.paths.kit_of(other.kit_hash).write_bytes(kits["ext. 9"].read_bytes())
    # Nothing was taken up yet: whatever lies there is not believed.
    assert asked.contacts_beside(folder, remember_kit("", desk)) == ()
    taken = first_steps.adopt_kit(desk, kits["ext. 1"])
    memory = remember_kit("", taken)
    assert taken.kit is not None
    desk.vault.paths.kit_of(other.kit_hash).write_bytes(kits["ext. 9"].read_bytes())
    assert [each.reach for each in asked.contacts_beside(folder, memory)] == ["ext. 1"]
    desk.vault.paths.kit_of(taken.kit.kit_hash).write_bytes(kits["ext. 9"].read_bytes())
    assert asked.contacts_beside(folder, memory) == ()
    # Control: with that one in force, the same file is believed.
    believed = f"{desk.vault.vault_id}:{other.kit_hash}"
    assert [each.reach for each in asked.contacts_beside(folder, believed)] == ["ext. 9"]


@given(memory=st.text(alphabet="0a:x \n"))
def test_a_memory_somebody_wrote_nonsense_in_names_no_kit(memory: str) -> None:
    assert kit_in_force(memory, "0a") is None
