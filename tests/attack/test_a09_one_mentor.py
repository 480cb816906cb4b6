"""A9: the reader who knows who has which mentor, and looks for a group that is one mentor's people."""

from dataclasses import replace

from tests.attack.crowds import SAFE, THEME, made_from
from tests.unit.disclosure.support import one_meeting_each

from careernotes.disclosure.safe_table import SafeReport
from careernotes.ledger.facts import MentorFacts


def dominated(report: SafeReport, sizes: dict[int, list[int]]) -> list[int]:
    """Shown areas in which one mentor stands for more than half; 0 is the whole programme."""
    whole = [sum(column) for column in zip(*sizes.values(), strict=True)]
    found = [0] if 2 * max(whole) > sum(whole) else []
    for area in report.breakdown.areas:
        parts = area.merged or (area.number,)
        column = [sum(sizes[part][mentor] for part in parts) for mentor in range(len(whole))]
        found += [area.number] if 2 * max(column) > sum(column) else []
    return found


def test_no_area_is_shown_in_which_one_mentor_has_most_people() -> None:
    # Area 1 belongs to one mentor almost alone, the others to all of them.
    sizes = {1: [24, 1, 1, 1, 1, 1], **{area: [0, 12, 12, 12, 12, 12] for area in (2, 3, 4)}}
    vaults = []
    for mentor in range(6):
        parts = [
            one_meeting_each(
                {area * 10_000 + mentor * 100 + n: [THEME] for n in range(sizes[area][mentor])},
                business_area=area,
            )
            for area in sizes
        ]
        vaults.append(
            MentorFacts(
                persons=tuple(p for part in parts for p in part.persons),
                meetings=tuple(replace(m, meeting=m.person) for part in parts for m in part.meetings),
                codings=tuple(replace(c, meeting=c.person) for part in parts for c in part.codings),
                ratings=(),
            )
        )
    assert dominated(made_from(vaults, key="k0"), sizes) == []
    assert dominated(made_from(vaults, policy=replace(SAFE, effective_mentors=1), key="k0"), sizes) == [1]
