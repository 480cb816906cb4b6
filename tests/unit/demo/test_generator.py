"""The invented programme: the same everywhere, lawful, and as it is specified."""

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from careernotes.demo.facts import facts_of
from careernotes.demo.generate import Programme, UnknownProfileError, generate
from careernotes.demo.life import InventedMentor
from careernotes.demo.mentors import invent_mentor
from careernotes.demo.spec import shipped_spec
from careernotes.demo.world import WORKLOAD, World
from careernotes.domain.agreements import Agreement, ConsentRecord, current_consents
from careernotes.domain.conversations import ManagerRating, NoteBody, Session, ThemeCoding
from careernotes.domain.growth import Review
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import REFERENCES, Record, from_plain, key_of, to_plain
from careernotes.domain.rules import check_agreement, check_alias, check_session, check_themes
from careernotes.domain.vocabulary import EngagementStatus, OutcomeKind, SessionStatus
from careernotes.ledger.facts import MentorFacts
from careernotes.services.coding import (
    Person,
    Relation,
    coding_facts,
    meeting_fact,
    person_fact,
    rating_fact,
)

TINY_MIXED_SEED_1 = "6972c517cb3a3d7b863554dd00e6d5975d4836219364b8ec5c9788416f88c307"


@pytest.fixture(scope="module")
def small() -> Programme:
    return generate("small", 5, locale="mixed")


@pytest.fixture(scope="module")
def large() -> Programme:
    return generate("large", 3)


def test_the_same_seed_gives_the_same_bytes_as_when_this_version_was_made() -> None:
    assert generate("tiny", 1, locale="mixed").digest() == TINY_MIXED_SEED_1


def test_another_seed_gives_other_bytes() -> None:
    assert generate("tiny", 2, locale="mixed").digest() != TINY_MIXED_SEED_1


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_and_hash_seed_give_the_same_bytes(hash_seed: str) -> None:
    command = [sys.executable, "-m", "careernotes.demo", "generate", "--profile", "tiny"]
    source = str(Path(__file__).resolve().parents[3] / "src")
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": source}
    ended = subprocess.run(
        [*command, "--seed", "1", "--locale", "mixed"], env=environment, capture_output=True, check=True
    )
    assert TINY_MIXED_SEED_1 in ended.stdout.decode()


def test_one_mentor_alone_is_the_same_as_among_all(small: Programme) -> None:
    assert invent_mentor(small.world, 17) == small.mentors[17]


def test_more_weeks_do_not_change_what_came_before() -> None:
    short, long = generate("tiny", 4, weeks=26), generate("tiny", 4, weeks=60)
    later = {r.identity: r for mentor in long.mentors for r in mentor.relations}
    compared = 0
    for relation in (r for mentor in short.mentors for r in mentor.relations):
        after = later[relation.identity]
        assert relation.requested_on == after.requested_on
        told = [(m.identity, m.on, m.status, m.themes) for m in relation.meetings]
        assert told == [(m.identity, m.on, m.status, m.themes) for m in after.meetings][: len(told)]
        compared += len(told)
    assert compared > 10


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UnknownProfileError):
        generate("huge", 1)


def test_every_record_keeps_the_rules_of_the_field(small: Programme) -> None:
    vaults = [small.vault(number) for number in range(len(small.mentors))]
    for records in vaults:
        # What breaks a rule raises.
        check_vault(small, records)
    assert sum(len(records) for records in vaults) > 500


def check_vault(programme: Programme, records: tuple[Record, ...]) -> None:
    taken: dict[str, str] = {}
    for mentee in _all(records, Mentee):
        check_alias(mentee.alias, taken, own_id=mentee.mentee_id)
        taken[mentee.alias.casefold()] = mentee.mentee_id
    for agreement in _all(records, Agreement):
        check_agreement(agreement)
    for session in _all(records, Session):
        codings = [c for c in _all(records, ThemeCoding) if c.session_id == session.session_id]
        notes = [n for n in _all(records, NoteBody) if n.session_id == session.session_id]
        check_session(session, codings, notes, programme.world.end)
        check_themes(codings, programme.world.taxonomy)


def test_every_record_comes_after_those_it_refers_to(small: Programme) -> None:
    known: set[tuple[type, str]] = set()
    for record in small.vault(3):
        for name, target in REFERENCES.items():
            value = getattr(record, name, None)
            # A review names its relation loosely: it may also be about everybody.
            if value and type(record) is not target and not isinstance(record, Review):
                assert (target, value) in known
        known.add((type(record), key_of(record)))


def test_no_identity_appears_twice(small: Programme) -> None:
    keys = [(type(r), key_of(r)) for n in range(len(small.mentors)) for r in small.vault(n)]
    assert len(set(keys)) == len(keys)


def test_records_survive_the_way_through_json(small: Programme) -> None:
    for record in small.vault(0):
        assert from_plain(type(record), json.loads(json.dumps(to_plain(record)))) == record


def test_nobody_can_be_reached(small: Programme) -> None:
    contacts = [m.contact for n in range(30) for m in _all(small.vault(n), Mentee) if m.contact]
    assert contacts
    assert all(c.endswith("@example.org") or c.startswith("+44 1632 960") for c in contacts)


def test_the_facts_are_what_the_real_crossing_makes_of_the_records(small: Programme, kit: object) -> None:
    """``services.coding`` reads the records; the generator never saw them."""
    for number in range(len(small.mentors)):
        assert _sorted(_crossed(small, number, kit)) == _sorted(facts_of(small.world, small.mentors[number]))


def _crossed(programme: Programme, number: int, kit: object) -> MentorFacts:
    records, facts = programme.vault(number), MentorFacts(persons=(), meetings=(), codings=(), ratings=())
    mentees = {mentee.mentee_id: mentee for mentee in _all(records, Mentee)}
    number_of = {
        r.identity: (int(r.identity, 16) & (2**62 - 1)) or 1 for r in programme.mentors[number].relations
    }
    persons, meetings, codings, ratings = [], [], [], []
    for engagement in _all(records, Engagement):
        own = [c for c in _all(records, ConsentRecord) if c.engagement_id == engagement.engagement_id]
        relation = Relation(engagement=engagement, consents=current_consents(own))
        person = Person(
            number=number_of[engagement.engagement_id],
            mentee=mentees[engagement.mentee_id],
            relations=(relation,),
        )
        if (fact := person_fact(person, kit)) is None:
            continue
        persons.append(fact)
        for session in _all(records, Session):
            if session.engagement_id == engagement.engagement_id:
                meeting = meeting_fact(person, (int(session.session_id, 16) & (2**62 - 1)) or 1, session)
                assert meeting is not None
                meetings.append(meeting)
                coded = [c for c in _all(records, ThemeCoding) if c.session_id == session.session_id]
                codings += coding_facts(relation, meeting, coded, taxonomy=programme.world.taxonomy, kit=kit)
        ratings += [
            rating_fact(person, rating)
            for rating in _all(records, ManagerRating)
            if rating.engagement_id == engagement.engagement_id
        ]
    return dataclasses.replace(
        facts,
        persons=tuple(persons),
        meetings=tuple(meetings),
        codings=tuple(codings),
        ratings=tuple(ratings),
    )


def _sorted(facts: MentorFacts) -> tuple[list[str], ...]:
    return tuple(
        sorted(map(repr, part)) for part in (facts.persons, facts.meetings, facts.codings, facts.ratings)
    )


def _all(records: tuple[Record, ...], kind: type) -> list:
    return [record for record in records if type(record) is kind]


# ------------------------------------------------------------------------------------------ distributions


def _share(hits: int, of: int) -> float:
    return hits / of


def test_mentees_each_follow_the_specification(large: Programme) -> None:
    mean = sum(len(m.relations) for m in large.mentors) / len(large.mentors)
    assert mean == pytest.approx(1.68 * 1.04, rel=0.08)


def test_some_are_declined_some_never_start_some_end_early(large: Programme) -> None:
    relations = [r for m in large.mentors for r in m.relations]
    tally = Counter(r.status for r in relations)
    assert 0.09 < _share(tally[EngagementStatus.DECLINED], len(relations)) < 0.17
    begun = [r for r in relations if r.began]
    assert 0.1 < _share(sum(r.status is EngagementStatus.ENDED_EARLY for r in begun), len(begun)) < 0.35


def test_about_one_person_in_twentyfive_has_a_second_mentor(large: Programme) -> None:
    keys = Counter(r.person.key for m in large.mentors for r in m.relations)
    twice = sum(count == 2 for count in keys.values())
    assert max(keys.values()) == 2
    assert _share(twice, len(keys)) == pytest.approx(0.04, abs=0.02)


def test_sessions_themes_and_choices_follow_the_specification(large: Programme) -> None:
    begun = [r for m in large.mentors for r in m.relations if r.began]
    later = [m for r in begun for m in r.meetings[1:]]
    kept = [m for r in begun for m in r.meetings if m.status is SessionStatus.KEPT]
    # In the busy half-year (T5) workload comes on top.
    usual = [m for m in kept if not large.world.is_busy(m.on)]
    assert _share(sum(m.status is SessionStatus.KEPT for m in later), len(later)) == pytest.approx(
        0.76, abs=0.03
    )
    # A sensitive theme nobody agreed to is not written down, so the mean lies a little below 2.15.
    assert sum(len(m.themes) for m in usual) / len(usual) == pytest.approx(2.1, abs=0.1)
    assert _share(sum(r.counted for r in begun), len(begun)) == pytest.approx(0.85 * 0.97, abs=0.04)
    assert _share(sum(m.delivers for m in large.mentors), len(large.mentors)) == pytest.approx(0.88, abs=0.04)


def test_groups_have_their_shares(large: Programme) -> None:
    people = [r.person.groups for m in large.mentors for r in m.relations]
    for place, dimension in enumerate(DIMENSIONS):
        table = shipped_spec().segments[dimension]
        tally = Counter(groups[place] for groups in people)
        if dimension == "tenure_band":
            continue
        first = table.steps[0] / table.steps[-1]
        assert _share(tally[1], len(people)) == pytest.approx(first, abs=0.05)


def test_level_and_tenure_go_together_moderately(large: Programme) -> None:
    pairs = [(r.person.groups[1], r.person.groups[3]) for m in large.mentors for r in m.relations]
    assert 0.25 < _rank_correlation(pairs) < 0.55


def _rank_correlation(pairs: list[tuple[int, int]]) -> float:
    def ranks(values: list[int]) -> list[float]:
        order = sorted(values)
        middle = {v: (order.index(v) + len(order) - 1 - order[::-1].index(v)) / 2 for v in set(values)}
        return [middle[v] for v in values]

    first, second = ranks([a for a, _ in pairs]), ranks([b for _, b in pairs])
    mean = (len(pairs) - 1) / 2
    top = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    return top / (sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second)) ** 0.5


@pytest.mark.parametrize(
    ("effect", "least"), [("T1", 1.5), ("T2", 1.4), ("T3", 2.0), ("T4", 5.0), ("T5", 5.0), ("T6", 1.5)]
)
def test_each_planted_effect_is_in_the_truth(large: Programme, effect: str, least: float) -> None:
    arms = large.truth["effects"][effect]
    odds = [
        arms[name]["hits"] / (arms[name]["of"] - arms[name]["hits"]) for name in ("with_cause", "without")
    ]
    assert odds[0] / odds[1] > least


def test_workload_is_the_main_theme_of_the_planted_share_of_meetings_in_the_busy_half_year(
    large: Programme,
) -> None:
    world = large.world
    planted = world.spec.effects
    without = dataclasses.replace(world.spec, effects=dataclasses.replace(planted, workload_late=0.0))
    plain = dataclasses.replace(world, spec=without, _themes={})
    usual = [invent_mentor(plain, number) for number in range(200)]
    share = planted.workload_late
    expected = share + (1 - share) * _led_by_workload(world, usual, busy=True)
    assert _led_by_workload(world, large.mentors, busy=True) == pytest.approx(expected, abs=0.03)
    for mentors in (usual, large.mentors):
        assert _led_by_workload(world, mentors, busy=False) < 0.15 < expected / 2


def _led_by_workload(world: World, mentors: Sequence[InventedMentor], *, busy: bool) -> float:
    """In what share of the meetings with themes the workload is the main one."""
    number = world.taxonomy.by_id[WORKLOAD].number
    meetings = (m for mentor in mentors for r in mentor.relations for m in r.meetings)
    led = [m.themes[0].number == number for m in meetings if m.themes and world.is_busy(m.on) is busy]
    return _share(sum(led), len(led))


def test_the_odds_of_an_outcome_change_by_exactly_the_factor() -> None:
    from careernotes.demo.courses import with_odds

    base = shipped_spec().outcomes
    changed = with_odds(base, dict.fromkeys(OutcomeKind, 1.0) | {OutcomeKind.LEFT_ORGANISATION: 2.0})
    before, after = base[OutcomeKind.LEFT_ORGANISATION], changed[OutcomeKind.LEFT_ORGANISATION]
    assert after / (1 - after) == pytest.approx(2 * before / (1 - before))
    assert sum(changed.values()) == pytest.approx(1)


def test_the_heavy_vault_has_as_many_people_and_sessions_as_promised() -> None:
    heavy = generate("heavy_vault", 1)
    relations = heavy.mentors[0].relations
    assert (len(relations), sum(len(r.meetings) for r in relations)) == (400, 6000)
    words = sorted(len(n.body.split()) for n in _all(heavy.vault(0), NoteBody) if n.layer.value == "record")
    assert 250 < words[len(words) // 2] < 350


def test_the_shipped_specification_names_no_customer_document() -> None:
    text = (Path(__file__).resolve().parents[3] / "resources" / "generator" / "generator-1.json").read_text()
    bases = [line for line in text.splitlines() if '"basis"' in line]
    assert len(bases) > 20
    assert not any(f"seed {n}" in text for n in range(10))
    assert all(line.split('"')[3].startswith(("assumed", "sourced")) for line in bases)


def test_dates_lie_inside_the_programme(small: Programme) -> None:
    for mentor in small.mentors:
        for relation in mentor.relations:
            assert all(small.world.start <= m.on < small.world.end for m in relation.meetings)
            assert relation.ended_on is None or relation.ended_on < small.world.end
            assert isinstance(relation.started_on, dt.date)
