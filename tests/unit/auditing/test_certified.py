"""Certificates of a series: made from published figures alone, replayed to the last question."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.auditing.support import POLICY, Person, organisation, roster_at, tables_at, true_counts
from tests.unit.disclosure.support import GENERAL, KIT, PLAN, TAXONOMY

from careernotes.auditing.attack import Attack, Setting
from careernotes.auditing.certified import (
    Certified,
    Proven,
    certified,
    plain_certified,
    read_certified,
    replay,
)
from careernotes.auditing.memory import Memory, partition_of
from careernotes.auditing.pages import Page
from careernotes.canonical import canonical_bytes
from careernotes.disclosure.release import Candidate
from careernotes.domain.reading import Reader

ALLIES = 2


def setting_at(people: Sequence[Person], past: Sequence[Memory]) -> Setting:
    return Setting(
        past=tuple(past),
        roster=roster_at(people, len(past)),
        plan=PLAN,
        policy=POLICY,
        taxonomy=TAXONOMY,
        partition=partition_of(KIT),
        sets_of_allies=ALLIES,
    )


def attacked(people: Sequence[Person], past: Sequence[Memory], *, blurs: bool = True) -> Attack:
    tables, breakdown, base = tables_at(people, len(past), blurs=blurs)
    attack = Attack(setting_at(people, past))
    attack.withholds(Candidate(tables=tables, breakdown=breakdown, base=base))
    return attack


def series(people: Sequence[Person], periods: int, *, blurs: bool = True) -> list[Attack]:
    found: list[Attack] = []
    for _place in range(periods):
        past = [each.outcome.memory for each in found if each.outcome.memory is not None]
        found.append(attacked(people, past, blurs=blurs))
    return found


def of(attack: Attack) -> Certified:
    return certified(attack.setting, attack.outcome)


def replayed(given: Certified) -> Proven:
    return replay(given, plan=PLAN, policy=POLICY, taxonomy=TAXONOMY)


@pytest.fixture(scope="module")
def blurred() -> list[Attack]:
    """Two reports as they are made."""
    return series(organisation(3, 60, 2), 2)


def all_of_one_area() -> list[Person]:
    """Half of sixty people with one theme and half with another; twenty elsewhere all have the second."""
    groups = {PLAN.group_of[theme]: theme for theme in GENERAL}
    first, second, *_more = groups.values()
    people = [Person(1, 0, 0, frozenset({first if n % 2 else second})) for n in range(60)]
    return people + [Person(2, 0, 0, frozenset({second})) for _ in range(20)]


def proven(attack: Attack) -> Proven:
    """What its certificate proves, written and read again."""
    written = canonical_bytes(plain_certified(of(attack)))
    found = replayed(read_certified(Reader(json.loads(written))))
    assert found.questions == attack.outcome.targets > 100
    assert found.borne == attack.outcome.borne
    return found


def test_every_question_is_proven_by_the_certificate_after_it_was_written_and_read(
    blurred: list[Attack],
) -> None:
    for attack in blurred:
        assert not proven(attack).open


def test_where_figures_were_hidden_it_is_about_what_was_left() -> None:
    last = attacked(all_of_one_area(), [], blurs=False)
    assert last.outcome.breakdown_dropped
    assert not proven(last).open


def test_a_certificate_without_any_one_of_its_pages_proves_less(blurred: list[Attack]) -> None:
    whole = of(blurred[-1])
    with_worlds = [page for page in whole.pages if page.worlds]
    assert len(with_worlds) > 10
    for gone in with_worlds[::9]:
        pages = tuple(page for page in whole.pages if page is not gone)
        found = replayed(replace(whole, pages=pages))
        # Of a family of which nothing is shown the report says nothing: it is counted, and no fault.
        assert found.open or found.undecided


def test_that_nothing_fits_is_believed_of_no_certificate_without_a_reckoning(blurred: list[Attack]) -> None:
    whole = of(blurred[-1])
    lies = tuple(
        Page(name=page.name, worlds=(), refuted={(): (1,) * 1000, **page.refuted}) for page in whole.pages
    )
    assert replayed(replace(whole, pages=lies)).open


def test_two_organisations_with_equal_figures_and_roster_have_the_same_certificate_to_the_byte() -> None:
    people = organisation(3, 60, 1)
    tables = tables_at(people, 0)
    for number, each in enumerate(people):
        other = list(people)
        other[number] = replace(each, themes=frozenset())
        if true_counts(other, 0) != true_counts(people, 0) and tables_at(other, 0) == tables:
            break
    else:
        raise AssertionError("no such organisation")
    one, two = (of(attacked(which, [])) for which in (people, other))
    assert canonical_bytes(plain_certified(one)) == canonical_bytes(plain_certified(two))


@pytest.mark.long
def test_groups_of_which_earlier_reports_told_something_are_proven_too_and_not_without_their_pages() -> None:
    last = series(organisation(0, 60, 3), 3)[-1]
    assert last.outcome.borne
    assert not proven(last).open
    whole = of(last)
    ends = [page for page in whole.pages if "/before" in page.name]
    assert ends
    without = tuple(page for page in whole.pages if page not in ends)
    assert replayed(replace(whole, pages=without)).open
