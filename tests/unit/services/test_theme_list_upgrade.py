"""A list of themes in which one was split and one retired, over a vault coded with the list before it."""

from dataclasses import replace

import pytest
from tests.unit.services.conftest import facts_of, take_on

from careernotes.domain.conversations import ThemeCoding
from careernotes.domain.ids import ThemeId
from careernotes.domain.rules import UnknownThemeError
from careernotes.services import coding, conversations
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftTheme
from careernotes.services.timeline import timeline

RETIRED, KEPT = ThemeId("dir.next_step"), ThemeId("net.build")


def upgraded(desk: Desk) -> Desk:
    old = desk.taxonomy.by_id[RETIRED]
    halves = tuple(replace(old, number=n, theme_id=ThemeId(f"dir.half_{n}")) for n in (901, 902))
    themes = (*(theme for theme in desk.taxonomy.themes if theme.theme_id != RETIRED), *halves)
    return replace(desk, taxonomy=replace(desk.taxonomy, themes=themes))


def test_after_an_upgrade_old_codings_stay_in_the_notes_and_are_no_longer_counted(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    themes = (DraftTheme(theme_id=RETIRED, primary=True), DraftTheme(theme_id=KEPT))
    session = conversations.record_conversation(
        desk, replace(conversations.start_session(desk, key), themes=themes)
    )
    numbers = {theme: desk.taxonomy.by_id[theme].number for theme in (RETIRED, KEPT)}
    assert {fact.theme for fact in facts_of(desk).codings} == set(numbers.values())

    newer = upgraded(desk)
    with newer.store.transaction():
        coding.write_all_facts(newer)

    assert {fact.theme for fact in facts_of(newer).codings} == {numbers[KEPT]}
    assert {each.theme_id for each in newer.store.all(ThemeCoding, session_id=session)} == {RETIRED, KEPT}
    assert timeline(newer, key)


def test_after_an_upgrade_a_note_recorded_anew_is_refused_in_words_until_the_retired_theme_is_out(
    desk: Desk,
) -> None:
    key = take_on(desk, counted_general=True)
    themes = (DraftTheme(theme_id=RETIRED),)
    session = conversations.record_conversation(
        desk, replace(conversations.start_session(desk, key), themes=themes)
    )
    newer = upgraded(desk)
    draft = conversations.load_session(newer, session)
    with pytest.raises(UnknownThemeError):
        conversations.record_conversation(newer, draft)
    conversations.record_conversation(
        newer, replace(draft, themes=(DraftTheme(theme_id=ThemeId("dir.half_901")),))
    )
    assert {fact.theme for fact in facts_of(newer).codings} == {901}
