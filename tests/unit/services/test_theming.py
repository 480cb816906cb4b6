import pytest

from careernotes.assets import read_json
from careernotes.domain.ids import ThemeId
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.domain.vocabulary import GoalKind
from careernotes.services.theming import shipped_synonyms, theme_finder

TAXONOMY = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
FINDER = theme_finder(TAXONOMY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("self", "inc.confidence"),
        ("imposter", "inc.confidence"),
        ("zelfv", "inc.confidence"),
        ("lateral", "mob.sideways"),
        ("salaris", "ret.recognition"),
        ("net spon", "net.sponsor"),
        ("detach", "mob.stretch"),
        ("burn", "wel.strain"),
        ("cafe", ""),
    ],
)
def test_the_best_match_comes_first(typed: str, expected: str) -> None:
    found = FINDER.find(typed, language="en")
    assert (found[0].theme.theme_id if found else "") == expected


def test_a_name_goes_before_a_synonym_and_a_group() -> None:
    names = [match.theme.theme_id for match in FINDER.find("mana", language="en")]
    assert names.index(ThemeId("mgr.supports")) < names.index(ThemeId("mgr.strained"))


def test_every_theme_is_found_by_each_of_its_names_and_synonyms() -> None:
    for theme in TAXONOMY.themes:
        for text in (theme.name.en, theme.name.nl, *shipped_synonyms()[theme.theme_id]):
            assert theme in [match.theme for match in FINDER.find(text, language="nl")], text


def test_the_synonym_that_matched_is_told() -> None:
    assert FINDER.find("imposter", language="en")[0].because == "imposter"
    assert not FINDER.find("self-conf", language="en")[0].because


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("mob.sideways", "mob.sideways"),
        ("sideways", "mob.sideways"),
        ("imposter", "inc.confidence"),
        ("direct-manager-helps", "mgr.supports"),
        ("move", None),
        ("nothinglikeit", None),
        ("", None),
    ],
)
def test_a_word_behind_the_mark_means_the_one_theme_that_fits_best(word: str, meant: str | None) -> None:
    assert FINDER.the_one(word) == meant


def test_the_name_of_a_group_alone_means_no_theme() -> None:
    assert FINDER.find("Mobility", language="en")
    assert FINDER.the_one("mobility") is None


def test_every_kind_of_goal_names_themes_that_there_are() -> None:
    assert set(TAXONOMY.suggested) == {kind for kind in GoalKind if kind is not GoalKind.NOT_SAID}
    assert {theme for themes in TAXONOMY.suggested.values() for theme in themes} <= set(TAXONOMY.by_id)


def test_nothing_typed_offers_everything_with_the_usual_ones_first() -> None:
    found = FINDER.find("", language="en", first=[ThemeId("grl.change")], without={ThemeId("dir.next_step")})
    assert found[0].theme.theme_id == "grl.change"
    assert len(found) == len(TAXONOMY.themes) - 1


def test_every_theme_has_synonyms_in_both_languages() -> None:
    shipped = read_json("taxonomy", "synonyms-1.json")
    assert isinstance(shipped, dict)
    rows = shipped["synonyms"]
    assert isinstance(rows, list)
    assert [row["theme"] for row in rows if isinstance(row, dict) and row["en"] and row["nl"]] == [
        theme.theme_id for theme in TAXONOMY.themes
    ]
