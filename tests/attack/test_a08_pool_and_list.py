"""A8: the reader who subtracts: the pool minus a mentor's own list, a report with a late mentor minus one
without.
"""

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.e2e.programme import (
    Programme,
    Ran,
    Vault,
    facts_of,
    make_programme,
    make_vault,
    read_events,
    read_mentor_frame,
)
from tests.e2e.together import Pair
from tests.unit.disclosure.support import (
    GENERAL,
    GUARDED,
    PERIOD,
    PLAN,
    QUARTER,
    SENSITIVE,
    TAXONOMY,
    coin_of,
    one_meeting_each,
)

from careernotes.disclosure.errors import TooFewForListError
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.safe_table import Symbol
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.contributing import contribute
from careernotes.exporter.errors import exit_code_of
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.listing import make_list
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.vault.bundle import VaultPaths

NEXT = Period.parse("2026-H2")


def listed(people: int, themes: list[int], key: str = "k") -> set[int]:
    """The themes on the list of a mentor of whose people everybody raised some themes."""
    facts = one_meeting_each(dict.fromkeys(range(people), themes))
    made = own_list(
        facts, period=PERIOD, plan=PLAN, policy=Policy(), taxonomy=TAXONOMY, coin=coin_of(key)
    ).report
    return {
        cell.row
        for table in made.tables
        if table.table.value == "themes"
        for cell in table.cells
        if cell.symbol is Symbol.SHOWN
    }


def test_a_list_is_made_from_twelve_people_on_and_from_eleven_it_is_not() -> None:
    assert listed(12, GENERAL[:1]) == {GENERAL[0]}
    for people in (0, 1, 6, 11):
        with pytest.raises(TooFewForListError):
            listed(people, GENERAL[:1])


def test_a_list_names_general_themes_and_no_others() -> None:
    themes = [GENERAL[0], GUARDED[0], SENSITIVE[0]]
    assert listed(30, themes) == {GENERAL[0]}


# ------------------------------------------------- months go one way, and once


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return make_programme(tmp_path_factory.mktemp("ways") / "programme")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A mentor with conversations in both half-years."""
    facts = facts_of(14)
    later = tuple(replace(each, meeting=each.meeting + 10**6, quarter=QUARTER + 2) for each in facts.meetings)
    return make_vault(tmp_path / "m.careernotes", replace(facts, meetings=(*facts.meetings, *later)))


def mentor(programme: Programme, vault: Vault, way: str, out: Path, period: Period = PERIOD) -> Ran:
    """The mentor's program, as its window calls it."""
    said, code = io.StringIO(), 0
    with contextlib.redirect_stdout(said), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
        speech, opened, paths = Speech(as_json=True), open_programme(programme.kit), VaultPaths(vault.folder)
        made = make_list if way == "list" else contribute
        try:
            speech.answer(made(opened, period, vault=paths, keys=keys, out=out, speech=speech))
        except CareerNotesError as error:
            speech.refused(error)
            code = exit_code_of(error)
    return Ran(code=code, events=read_events(said.getvalue()), out=said.getvalue(), err="")


@pytest.mark.parametrize(
    ("first", "second"), [("list", "contribute"), ("contribute", "list"), ("list", "list")]
)
def test_months_that_left_one_way_leave_no_other_way_and_not_twice(
    programme: Programme, vault: Vault, tmp_path: Path, first: str, second: str
) -> None:
    assert mentor(programme, vault, first, tmp_path / "one").code == 0
    again = mentor(programme, vault, second, tmp_path / "two")
    assert again.code == 4
    assert not (tmp_path / "two").exists()
    # Later months may go any way.
    assert mentor(programme, vault, second, tmp_path / "three", NEXT).code == 0


def test_no_list_names_the_list_before_it(programme: Programme, vault: Vault, tmp_path: Path) -> None:
    """Lists that named each other would tie the half-years of one mentor together."""
    printed = []
    for name, period in (("one", PERIOD), ("two", NEXT)):
        assert mentor(programme, vault, "list", tmp_path / name, period).code == 0
        printed.append(json.loads((tmp_path / name / "report.json").read_bytes()))
    assert [each["model"]["chain"]["previous"] for each in printed] == ["", ""]
    # Nor does a signature: it would be the mentor's, and the same under each of them.
    assert [each[name] for each in printed for name in ("signer", "signature")] == [None] * 4


def test_months_are_contributed_to_one_breakdown_and_one_trustee(
    programme: Programme, vault: Vault, tmp_path: Path
) -> None:
    """Two pools over the same people, broken down in two ways, could be laid over each other."""
    assert mentor(programme, vault, "contribute", tmp_path / "one").code == 0
    other = make_programme(tmp_path / "other", breakdown="")
    assert mentor(other, vault, "contribute", tmp_path / "two").code == 4
    assert mentor(other, vault, "contribute", tmp_path / "three", NEXT).code == 4


# ------------------------------------------------- the late mentor


def test_there_is_no_second_report_with_a_late_mentor_to_subtract_the_first_from(
    released: Pair, tmp_path: Path
) -> None:
    pair = released
    pair.enrol([40])
    pair.send(40)
    assert pair.exchange().code != 0
    assert pair.pool(out=tmp_path / "second").code == 4
    assert not (tmp_path / "second").exists()


def test_a_late_file_is_in_no_later_report(released: Pair) -> None:
    released.enrol([40])
    released.send(40)
    for number in range(1, 11):
        whole = released.contribution(number, period=NEXT, contribution_id=f"{500 + number:032x}")
        released.send(number, whole)
    for who in ("lead", "trustee"):
        ran = released.collect(who, period=NEXT)
        assert (ran.code, ran.result["names"]) == (0, 10)


def test_a_mentor_who_has_seen_the_report_sends_nothing_more_into_it(
    released: Pair, vault: Vault, tmp_path: Path
) -> None:
    opened, paths = released.opened, VaultPaths(vault.folder)
    report = released.folder / "report" / "report.json"

    def sends(period: Period) -> bool:
        with contextlib.redirect_stdout(io.StringIO()), MentorKeys(**read_mentor_frame(vault.keys)) as keys:
            try:
                contribute(
                    opened, period, vault=paths, keys=keys, out=tmp_path / f"{period}.cncontrib",
                    speech=Speech(as_json=True), seen=report,
                )  # fmt: skip
            except CareerNotesError:
                return False
        return True

    assert not sends(PERIOD)
    assert sends(NEXT)


def test_a_report_over_earlier_months_is_not_slipped_in_before_one_that_is_out(
    released: Pair, tmp_path: Path
) -> None:
    """It would be tried with nothing after it, and the later report was not tried with it."""
    pair, earlier = released, Period.parse("2025-H2")
    for number in range(1, 11):
        pair.send(number, pair.contribution(number, period=earlier, contribution_id=f"{700 + number:032x}"))
    seen = pair.folder / "report" / "report.json"
    assert pair.exchange(period=earlier, seen=seen).code == 0
    assert pair.pool(period=earlier, out=tmp_path / "earlier").code == 4
    assert not (tmp_path / "earlier").exists()
