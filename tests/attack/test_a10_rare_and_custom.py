"""A10: a theme with a name of one's own, a theme nobody else has, a group of two people in the kit."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.e2e.programme import PASSPHRASE, make_programme
from tests.unit.disclosure.support import (
    GENERAL,
    KIT,
    PERIOD,
    PLAN,
    SENSITIVE,
    TAXONOMY,
    coding,
    make_kit,
    meeting,
    one_meeting_each,
    person,
)

from careernotes.canonical import Json
from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.kit import ProgrammeKit, plain_kit
from careernotes.domain.reading import MalformedError
from careernotes.exporter.errors import OtherTaxonomyError
from careernotes.exporter.programme import open_programme
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.errors import KitSignatureError
from careernotes.sealing.kit_file import kit_bytes, read_kit_file
from careernotes.sealing.programme_keys import open_key_file

OWN = 987


def raised(facts: MentorFacts, kit: ProgrammeKit = KIT) -> dict[int, int]:
    """How many people each theme is counted for."""
    counts = dict(zip(PLAN.keys, count(facts, PERIOD, PLAN, kit, TAXONOMY), strict=True))
    return {key.row: n for key, n in counts.items() if key.table is TableId.THEMES and n}


def test_a_theme_that_is_not_on_the_signed_list_counts_nowhere() -> None:
    assert OWN not in TAXONOMY.by_number
    facts = one_meeting_each({who: [OWN, GENERAL[0]] for who in range(20)})
    assert raised(facts) == {GENERAL[0]: 20}
    assert FigureKey(TableId.THEMES, OWN) not in PLAN.position


def said(*, stored: bool = True, general: bool = True, that_time: bool = True) -> dict[int, int]:
    """What is counted of twenty people with a sensitive theme, by what was agreed."""
    people = range(20)
    facts = MentorFacts(
        persons=tuple(person(who, sensitive=general) for who in people),
        meetings=tuple(meeting(who, who) for who in people),
        codings=tuple(coding(who, who, SENSITIVE[0], agreed=that_time) for who in people),
        ratings=(),
    )
    # The plan of a programme that stores them: what a hostile kit would make of the vaults of another.
    return raised(facts, KIT if stored else make_kit(store_sensitive=False))


def test_a_sensitive_theme_counts_only_with_every_yes() -> None:
    assert said() == {SENSITIVE[0]: 20}
    assert said(stored=False) == {}
    assert said(general=False) == {}
    assert said(that_time=False) == {}


def test_a_kit_with_a_list_of_themes_of_its_own_is_refused(tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "programme")
    assert open_programme(programme.kit).taxonomy == TAXONOMY
    kit = replace(read_kit_file(programme.kit), taxonomy_hash="ab" * 32)
    with open_key_file(programme.lead, PASSPHRASE, allow_test=True) as lead:
        programme.kit.write_bytes(kit_bytes(plain_kit(kit), lead.sign_private))
    with pytest.raises(OtherTaxonomyError):
        open_programme(programme.kit)


def areas(headcount: int) -> Json:
    return [
        {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": headcount}
        for n in (1, 2)
    ]


def test_a_kit_names_no_group_of_a_handful_of_staff() -> None:
    assert make_kit(segments={"business_area": areas(50)}).breakdown_values
    with pytest.raises(MalformedError):
        make_kit(segments={"business_area": areas(3)})


def test_a_kit_that_anybody_changed_is_no_kit(tmp_path: Path) -> None:
    """Lower floors, other areas, another trustee: the lead's signature is over all of it."""
    programme = make_programme(tmp_path / "programme")
    signed = programme.kit.read_bytes()
    trustee = read_kit_file(programme.kit).trustee_box_key.encode()
    for old, new in (
        (b'"Words"', b'"Other"'),
        (trustee, b"ab" * 32),
        (b'"headcount":100', b'"headcount":500'),
    ):
        assert old in signed
        programme.kit.write_bytes(signed.replace(old, new))
        with pytest.raises(KitSignatureError):
            open_programme(programme.kit)
