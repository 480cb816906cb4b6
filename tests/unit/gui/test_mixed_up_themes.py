"""In the theme picker each theme that is easily taken for another says so, before it is chosen."""

from hypothesis import given
from hypothesis import strategies as st

from careernotes.assets import read_json
from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.gui.controllers.session_words import match_rows, theme_name
from careernotes.services.drafts import DraftTheme
from careernotes.services.theming import theme_finder

TAXONOMY = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
IDS = [theme.theme_id for theme in TAXONOMY.themes]


@given(
    coded=st.lists(st.sampled_from(IDS), max_size=4, unique=True),
    typed=st.sampled_from(["", "man", "step", "leid", "self", "team"]),
)
def test_the_one_that_is_coded_is_held_against_before_any_other(coded: list[ThemeId], typed: str) -> None:
    matches = theme_finder(TAXONOMY).find(typed, language="en", without=coded)
    rows = match_rows(matches, TAXONOMY, [DraftTheme(theme_id=theme_id) for theme_id in coded])
    assert [row.key for row in rows] == [match.theme.theme_id for match in matches]
    for row in rows:
        pairs = TAXONOMY.pairs_of(ThemeId(row.key))
        others = [each for pair in pairs for each in (pair.first, pair.second) if each != row.key]
        assert bool(row.rule) == bool(pairs)
        named = [theme_name(TAXONOMY, each) for each in others if each in coded]
        assert not named or any(f"{name}. " in row.rule or f"{name} / " in row.rule for name in named)


def test_the_shipped_themes_have_such_pairs_and_themes_without_one() -> None:
    paired = [theme for theme in IDS if TAXONOMY.pairs_of(theme)]
    assert 0 < len(paired) < len(IDS)
