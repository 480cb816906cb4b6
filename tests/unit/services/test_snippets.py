"""Snippets: shipped ones for each language, the mentor's own instead, and no mentee in any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import take_on

from careernotes.services.desk import Desk
from careernotes.services.snippets import (
    SnippetLineError,
    SnippetNameError,
    as_lines,
    keep_snippets,
    read_lines,
    shipped_snippets,
    snippets,
)


def test_each_language_has_its_own(desk: Desk) -> None:
    assert snippets(desk, "en")["dm"] == "the direct manager"
    assert snippets(desk, "nl")["dm"] == "de direct leidinggevende"
    keep_snippets(desk, "nl", "ag Afgesproken:\n\n;BO = het bestuur")
    assert snippets(desk, "nl") == {"ag": "Afgesproken:", "bo": "het bestuur"}
    assert snippets(desk, "en") == shipped_snippets("en")
    keep_snippets(desk, "nl", "  ")
    assert snippets(desk, "nl") == shipped_snippets("nl")


@pytest.mark.parametrize("line", ["alone", "; x", "a-b c", "ab " + "x" * 501, "y" * 21 + " z"])
def test_a_line_that_is_none_is_named_and_nothing_changes(desk: Desk, line: str) -> None:
    keep_snippets(desk, "en", "ok fine")
    with pytest.raises(SnippetLineError, match="2"):
        keep_snippets(desk, "en", f"a b\n{line}")
    assert snippets(desk, "en") == {"ok": "fine"}


def test_no_mentee_stands_in_a_snippet(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    with pytest.raises(SnippetNameError):
        keep_snippets(desk, "en", "mi talked with mira-07")
    assert snippets(desk, "en") == shipped_snippets("en")


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.text(alphabet="abz19", min_size=1, max_size=20),
        st.text(alphabet="ab =;:", min_size=1, max_size=20).map(lambda text: f"x{text}x"),
        max_size=8,
    )
)
def test_what_is_written_as_lines_reads_the_same(found: dict[str, str]) -> None:
    assert read_lines(as_lines(found), names=()) == found
