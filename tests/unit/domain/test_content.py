"""The shipped content is whole: texts in both languages, every theme in a group, every reference known."""

import pytest

from careernotes.assets import read_json, resource_path
from careernotes.domain.content import read_agreement_content, read_guide, read_session_guides
from careernotes.domain.reading import MalformedError
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.domain.vocabulary import ConsentKey
from careernotes.errors import DamagedResourceError

TAXONOMY = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
AGREEMENT = read_agreement_content(read_json("agreement", "agreement-1.json"))


def test_the_taxonomy_holds_45_themes_in_11_groups_with_both_languages() -> None:
    assert (len(TAXONOMY.themes), len(TAXONOMY.groups)) == (45, 11)
    for item in (*TAXONOMY.themes, *TAXONOMY.groups):
        assert item.name.en
        assert item.name.nl
        assert item.name.en != item.name.nl


def test_numbers_are_permanent_and_run_from_one() -> None:
    assert [theme.number for theme in TAXONOMY.themes] == list(range(1, 46))
    assert TAXONOMY.by_number[1].theme_id == "dir.ambition_unheard"
    assert TAXONOMY.by_number[45].theme_id == "dev.skills"


def test_confusable_pairs_name_known_themes() -> None:
    assert all({pair.first, pair.second} <= set(TAXONOMY.by_id) for pair in TAXONOMY.confusable)


def test_sensitive_themes_need_agreement() -> None:
    assert {theme.theme_id for theme in TAXONOMY.themes if theme.needs_agreement} == {
        "inc.minority_confidence",
        "inc.unfair_treatment",
        "wel.strain",
    }


def test_a_taxonomy_with_a_number_twice_is_refused() -> None:
    value = read_json("taxonomy", "careernotes-core-1.json")
    value["themes"][1]["number"] = 1  # type: ignore[index, call-overload]
    with pytest.raises(MalformedError, match="twice"):
        read_taxonomy(value)


def test_the_agreement_has_six_choices_and_five_limits_in_both_languages() -> None:
    assert {text.key for text in AGREEMENT.consents} == set(ConsentKey)
    assert len(AGREEMENT.limits) == 5
    assert all(limit.text.nl and limit.act.nl for limit in AGREEMENT.limits)


def test_session_guides_suggest_known_themes() -> None:
    guides = read_session_guides(read_json("templates", "templates-1.json"))
    assert len(guides) == 11
    ids = {guide.guide_id for guide in guides}
    assert {"first", "regular", "review", "move", "setback", "closing"} <= ids
    assert all(set(guide.suggested_themes) <= set(TAXONOMY.by_id) for guide in guides)


def test_the_topics_of_managers_name_every_theme_of_their_three_groups() -> None:
    guides = read_session_guides(read_json("templates", "templates-1.json"))
    [pack] = [guide.topics for guide in guides if guide.topics]
    groups = {"nmg", "smg", "grl"}
    assert len(pack) == 29
    assert {topic.theme_id for topic in pack} == {
        theme.theme_id for theme in TAXONOMY.themes if theme.group_id in groups
    }
    assert all(topic.text.en and topic.text.nl for topic in pack)


def test_the_guide_has_its_chapters() -> None:
    assert len(read_guide(read_json("guide", "guide-1.json"))) == 13


@pytest.mark.parametrize("parts", [("..", "secret"), ("a/b",), ("",), (".",), ("a\\b",)])
def test_a_name_that_climbs_out_of_the_resources_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(DamagedResourceError):
        resource_path(*parts)
