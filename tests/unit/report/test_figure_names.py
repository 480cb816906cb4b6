"""Window and terminal call a figure, and the reason to withhold it, by the same words."""

import pytest
from tests.unit.report.samples import make_kit, taxonomy

from careernotes.disclosure.plan import AGES, OLDEST, TOTAL, FigureKey, TableId, figure_plan
from careernotes.disclosure.reasons import Reason, ReasonCode
from careernotes.i18n import set_language
from careernotes.report.figure_names import figure_line, figure_name, reason_words


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_every_printed_figure_has_a_line_of_its_own(spoken: str) -> None:
    kit = make_kit()
    set_language(spoken)
    try:
        named = [(key, figure_line(key, kit, taxonomy())) for key in figure_plan(kit, taxonomy()).keys]
    finally:
        set_language("en")
    printed = [line for key, line in named if key.table.printed]

    assert len(printed) > 100
    assert len(set(printed)) == len(printed)
    assert all(": " in line for _key, line in named)


def test_every_reason_has_words_with_its_numbers_filled_in() -> None:
    key = figure_plan(make_kit(), taxonomy()).keys[0]
    said = [reason_words(Reason(key=key, code=code, params=(3, 5))) for code in ReasonCode]

    assert len(set(said)) == len(ReasonCode)
    assert not any("{" in words for words in said)
    assert reason_words(Reason(key=key, code=ReasonCode.FEW, params=(3, 5))) == (
        "Withheld: 3 people, fewer than 5."
    )


def test_one_person_is_not_called_people() -> None:
    key = figure_plan(make_kit(), taxonomy()).keys[0]
    said = [reason_words(Reason(key=key, code=code, params=(1, 5))) for code in ReasonCode]
    assert not any("1 people" in words for words in said)
    assert sum("1 person" in words for words in said) == 8


def test_since_when_people_are_counted_is_said_in_plain_words() -> None:
    kit = make_kit()
    area = kit.breakdown_values[0]
    said = [figure_name(FigureKey(TableId.AGES, TOTAL, age), kit, taxonomy()) for age in AGES]
    assert said[0] == "whole programme: not counted in the period before this one"
    assert said[1] == (
        "whole programme: also counted in the period before this one, but not in the one before that"
    )
    assert said[3] == (
        "whole programme: also counted in the 3 periods before this one, but not in the one before those"
    )
    assert said[OLDEST] == "whole programme: also counted in the 8 periods before this one, or in more"
    assert len(set(said)) == len(AGES)
    assert not any(odd in each for each in said for odd in ("1 period", "0 period", "{"))
    in_area = figure_name(FigureKey(TableId.AGES, area.number, 0), kit, taxonomy())
    assert in_area == f"{area.name.en}: not counted in the period before this one"
