import datetime as dt

from careernotes.domain.vocabulary import Side
from careernotes.gui.models.action_line import TypedAction, read_action, take_actions

TODAY = dt.date(2026, 11, 17)


def test_a_line_says_who_what_and_by_when() -> None:
    action = read_action("me intro to a product lead 24 nov", alias="Maple", today=TODAY)
    assert action == TypedAction(
        owner=Side.MENTOR, text="intro to a product lead", due_on=dt.date(2026, 11, 24)
    )


def test_without_a_name_it_is_the_mentees() -> None:
    assert read_action("sends CV +2w", alias="Maple", today=TODAY) == TypedAction(
        owner=Side.MENTEE, text="sends CV", due_on=dt.date(2026, 12, 1)
    )


def test_the_alias_names_the_mentee_and_is_not_kept() -> None:
    action = read_action("maple: asks about openings", alias="Maple", today=TODAY)
    assert action is not None
    assert (action.owner, action.text) == (Side.MENTEE, "asks about openings")


def test_an_ordinary_word_at_the_end_is_not_taken_for_a_weekday() -> None:
    action = read_action("decide what to do", alias="", today=TODAY)
    assert action is not None
    assert (action.text, action.due_on) == ("decide what to do", None)


def test_only_a_finished_line_becomes_an_action() -> None:
    text = "Talked.\n/t me sends note +1w\n/t still typ"
    left, actions = take_actions(text, alias="", today=TODAY)
    assert left == "Talked.\n/t still typ"
    assert [action.text for action in actions] == ["sends note"]


def test_a_line_with_nothing_to_do_stays_text() -> None:
    assert take_actions("/t me +1w\nx", alias="", today=TODAY) == ("/t me +1w\nx", ())
