"""Theme lists of one mentor, one half-year after another: what is tried, kept and said before they leave."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.e2e.programme import Programme, Vault, list_here, make_programme, make_vault, read_mentor_frame
from tests.unit.disclosure.support import GENERAL, coding, meeting, person

from careernotes.domain.periods import Period
from careernotes.ledger.facts import CodingFact, MentorFacts
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

HALVES = ("2026-H1", "2026-H2", "2027-H1")
THEME = f"themes/{GENERAL[0]}/0"


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    return make_programme(tmp_path / "programme")


def over(people: Mapping[tuple[int, int], int], with_theme: int) -> MentorFacts:
    """People by the first and last half-year they come to; the first *with_theme* of them bring one theme."""
    persons, meetings, codings, who = [], [], [], 0
    for (came, left), number in sorted(people.items()):
        for _each in range(number):
            who += 1
            persons.append(person(who))
            for place in range(came, left + 1):
                quarter, of = Period.parse(HALVES[place]).first_quarter, 10 * who + place
                meetings.append(meeting(of, who, quarter=quarter))
                if who <= with_theme:
                    one = coding(of, who, GENERAL[0], primary=True)
                    fields = {name: getattr(one, name) for name in one.__slots__}
                    codings.append(CodingFact(**{**fields, "quarter": quarter}))
    return MentorFacts(
        persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=()
    )


def entries(vault: Vault) -> tuple[Release, ...]:
    key = read_mentor_frame(vault.keys)["releases"]
    ledger = ReleaseLedger.open(VaultPaths(vault.folder).releases, key, create=False)
    with contextlib.closing(ledger):
        return ledger.all()


def reasons(result: Mapping[str, object]) -> dict[str, str]:
    given = result["reasons"]
    assert isinstance(given, list)
    return {each["figure"]: each["reason"] for each in given}


def nobody_goes_five_come(folder: Path) -> Vault:
    """All of the first twelve have the theme, so it is on the first list for sure."""
    return make_vault(folder, over({(0, 2): 12, (1, 2): 5}, with_theme=12))


def test_a_theme_that_would_tell_about_those_who_came_is_kept_out_and_only_the_mentor_reads_why(
    programme: Programme, tmp_path: Path
) -> None:
    vault = nobody_goes_five_come(tmp_path / "mine.careernotes")
    assert list_here(programme, vault, HALVES[0], release=tmp_path / "one").code == 0
    preview = list_here(programme, vault, HALVES[1])
    released = list_here(programme, vault, HALVES[1], release=tmp_path / "two")
    assert released.result["model"] == preview.result["model"]
    assert reasons(released.result)[THEME] == "check"
    attack = released.result["attack"]
    assert isinstance(attack, dict)
    assert (attack["reports"], attack["hidden"]) == (2, 1)
    for path in (tmp_path / "two").iterdir():
        if path.suffix != ".pdf":
            assert b"kept out, on the list" not in path.read_bytes()
    table = json.loads((tmp_path / "two" / "report.json").read_bytes())["model"]["tables"][0]
    assert table["rows"] == []


def test_control_without_the_list_before_the_same_theme_is_not_kept_out(
    programme: Programme, tmp_path: Path
) -> None:
    vault = nobody_goes_five_come(tmp_path / "mine.careernotes")
    alone = list_here(programme, vault, HALVES[1])
    assert THEME not in reasons(alone.result)


def test_a_list_of_which_every_theme_would_tell_is_held_and_nothing_is_entered(
    programme: Programme, tmp_path: Path
) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", over({(0, 0): 3, (0, 2): 9, (1, 2): 3}, with_theme=0))
    assert list_here(programme, vault, HALVES[0], release=tmp_path / "one").code == 0
    before = entries(vault)
    held = list_here(programme, vault, HALVES[1], release=tmp_path / "two")
    assert (held.code, held.error) == (3, "CN414")
    assert entries(vault) == before
    assert not (tmp_path / "two").exists()


def test_what_is_kept_for_later_lists_holds_no_count_of_any_theme(
    programme: Programme, tmp_path: Path
) -> None:
    kept = []
    for name, with_theme in (("a", 9), ("b", 12)):
        vault = make_vault(tmp_path / f"{name}.careernotes", over({(0, 2): 12}, with_theme=with_theme))
        assert list_here(programme, vault, HALVES[0], release=tmp_path / name).code == 0
        audit, listed = entries(vault)
        assert (audit.kind, listed.kind) == (ReleaseKind.AUDIT, ReleaseKind.LIST)
        assert listed.previous == audit.entry_hash()
        kept.append(audit.model)
    assert kept[0] == kept[1]


def test_a_list_over_months_before_an_earlier_list_is_refused(programme: Programme, tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", over({(0, 2): 14}, with_theme=0))
    assert list_here(programme, vault, HALVES[1], release=tmp_path / "two").code == 0
    late = list_here(programme, vault, HALVES[0])
    assert (late.code, late.error) == (4, "CN416")


def test_the_meter_is_read_before_anything_is_entered(programme: Programme, tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", over({(0, 2): 14}, with_theme=0))
    for number, half in enumerate(HALVES, start=1):
        result = list_here(programme, vault, half).result
        meter = result["meter"]
        assert isinstance(meter, dict)
        assert meter["lists"] == number
        assert meter["this"]["others_known"] == 200
        assert meter["so_far"]["others_known"] == round(1000 * (1 - 0.8**number))
        assert meter["this"]["others_unknown"] < 200
        out = list_here(programme, vault, half, release=tmp_path / half, as_json=False).out
        assert "20 at most" in out
        assert out.index("20 at most") < out.index("has been released")


def test_a_mentor_may_declare_people_on_the_readers_side_and_the_list_is_tried_with_what_they_know(
    programme: Programme, tmp_path: Path
) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", over({(0, 1): 8, (1, 1): 6}, with_theme=0))
    assert list_here(programme, vault, HALVES[1]).code == 0
    known = list_here(programme, vault, HALVES[1], allies=["2026-H2:3"])
    assert (known.code, known.error) == (3, "CN414")


@pytest.mark.parametrize(
    "typed", ["2026-H2:7", "2027-H1:1", "2026:1", "nowhere/2026-H2:1", "2026-H2", "2026-H2:0", ""]
)
def test_declared_people_who_are_not_there_are_refused(
    programme: Programme, tmp_path: Path, typed: str
) -> None:
    vault = make_vault(tmp_path / "mine.careernotes", over({(0, 1): 8, (1, 1): 6}, with_theme=0))
    refused = list_here(programme, vault, HALVES[1], allies=[typed])
    assert (refused.code, refused.error) == (2, "CN417")
