"""The beginning of a note beside its day: one paragraph, ended between two words."""

from hypothesis import given
from hypothesis import strategies as st

from careernotes.services.timeline import excerpt


@given(st.text(alphabet="ab \n", max_size=700))
def test_it_is_one_paragraph_of_whole_words(text: str) -> None:
    words, shown = text.split(), excerpt(text)
    assert "\n" not in shown
    assert "  " not in shown
    kept = shown.removesuffix("…").split()
    if shown.endswith("…") and max(map(len, words)) <= 100:
        assert kept == words[: len(kept)]
        assert len(shown) > 150
    elif not shown.endswith("…"):
        assert kept == words


def test_a_word_longer_than_all_the_room_is_cut() -> None:
    assert excerpt("a" * 500) == "a" * 280 + "…"
