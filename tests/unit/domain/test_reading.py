"""Reading plain values: what somebody else wrote has to show on a screen what it says."""

import pytest

from careernotes.domain.reading import MalformedError, Reader, is_printable

HIDING = {
    "line break": "\n",
    "carriage return": "\r",
    "escape": "\x1b[8m",
    "nothing": "\x00",
    "delete": "\x7f",
    "right to left": "\u202e",
    "isolate": "\u2066",
    "mark": "\u200f",
    "arabic mark": "\u061c",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "half a character": "\ud800",
}


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_text_that_hides_text_is_refused_where_people_compare_by_eye(text: str) -> None:
    value = {
        "name": f"Anna{text}Bert",
        "inner": {"en": f"a{text}"},
        "many": [{"en": f"a{text}"}],
        "all": [text],
    }
    kit, notes = Reader(value, printable=True), Reader(value)
    for read in (
        lambda reader: reader.text("name"),
        lambda reader: reader.inner("inner").words(),
        lambda reader: reader.objects("many")[0].words(),
        lambda reader: reader.texts("all"),
    ):
        with pytest.raises(MalformedError):
            read(kit)
        read(notes)


def test_ordinary_words_of_any_language_are_printable() -> None:
    assert is_printable("Café Zoë – “één” · שלום · مرحبا · 你好 · 👍")


def test_a_title_is_short_and_every_other_text_bounded() -> None:
    value = {"en": "x" * 201, "long": "x" * 2001}
    kit = Reader(value, printable=True)
    assert kit.words().en == "x" * 201
    for read in (kit.title, lambda: kit.text("long")):
        with pytest.raises(MalformedError):
            read()
    assert Reader(value).text("long") == "x" * 2001
