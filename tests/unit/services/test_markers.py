import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from careernotes.assets import read_json
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.domain.vocabulary import Side
from careernotes.services.drafts import DraftAction, DraftGoal
from careernotes.services.markers import Marked, read_markers
from careernotes.services.theming import theme_finder

TODAY = dt.date(2026, 6, 11)
TAXONOMY = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
FIND = theme_finder(TAXONOMY).the_one


def read(text: str) -> Marked:
    return read_markers(text, today=TODAY, find_theme=FIND)


def test_an_action_line_becomes_an_action_with_owner_and_day() -> None:
    marked = read(
        "We talked.\n/t me: intro to Piet 25 jun\n/t Anna sends CV +2w\n/T ik: boek zoeken\nThe end."
    )
    assert marked.text == "We talked.\nThe end."
    assert marked.actions == (
        DraftAction(text="intro to Piet", owner=Side.MENTOR, due_on=dt.date(2026, 6, 25)),
        DraftAction(text="Anna sends CV", owner=Side.MENTEE, due_on=dt.date(2026, 6, 25)),
        DraftAction(text="boek zoeken", owner=Side.MENTOR, due_on=None),
    )


def test_the_mentee_may_be_named_before_an_action_and_anybody_else_is_part_of_it() -> None:
    def actions(alias: str) -> list[str]:
        text = "/t maple: talk to two people\n/t Piet: ask him"
        return [each.text for each in read_markers(text, today=TODAY, find_theme=FIND, alias=alias).actions]

    assert actions("Maple") == ["talk to two people", "Piet: ask him"]
    assert actions("") == ["maple: talk to two people", "Piet: ask him"]


def test_next_time_goal_and_themes_are_taken_out() -> None:
    marked = read(
        "/n ask about the role next week tue\n/g lead a project by 1 dec\nTalk of #sideways and #sponsor now"
    )
    assert (marked.next_time, marked.next_on) == ("ask about the role", dt.date(2026, 6, 16))
    assert marked.goals == (DraftGoal(statement="lead a project", target_on=dt.date(2026, 12, 1)),)
    assert [TAXONOMY.by_id[theme].name.en for theme in marked.themes] == [
        "Sideways or cross-functional move",
        "Finding a sponsor",
    ]
    assert marked.text == "Talk of and now"


def test_what_is_no_mark_stays_as_typed() -> None:
    text = "  1/t of it\n/t\n/x other\n#nothinglikeit at all, C# and a#b\n\n"
    assert read(text) == Marked(text=text)


def test_an_unknown_or_doubtful_theme_stays_in_the_text() -> None:
    assert read("#move").text == "#move"
    found = FIND("direct-manager-helps")
    assert found is not None
    assert TAXONOMY.by_id[found].name.en == "Direct manager helps"


@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(["/t me: call 3 jun", "/n x", "/g y", "#sponsor"]))
    )
)
def test_reading_twice_takes_nothing_more_and_no_input_raises(lines: list[str]) -> None:
    once = read("\n".join(lines))
    twice = read(once.text)
    assert (twice.actions, twice.goals, twice.themes, twice.next_time) == ((), (), (), "")
    assert twice.text.split() == once.text.split()
