"""The blocks of a document as plain JSON values, and back."""

from careernotes.canonical import Json
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.words import Bilingual
from careernotes.report.document import (
    Block,
    Chart,
    ChartKind,
    Data,
    Figure,
    Figures,
    Listing,
    Pair,
    Pairs,
    PairStyle,
    Voice,
    Words,
)

_LONGEST, _MOST_ITEMS = 20_000, 200


def words(text: Bilingual) -> dict[str, Json]:
    """A text in both languages as a JSON value."""
    return {"en": text.en, "nl": text.nl}


def read_words(item: Reader) -> Bilingual:
    """The text in both languages in one JSON value.

    Raises:
        MalformedError: when a language is missing or there is a field too many.
    """
    item.only("en", "nl")
    return Bilingual(_sayable(item, "en"), _sayable(item, "nl"))


def _sayable(item: Reader, key: str) -> str:
    text = item.text(key, longest=_LONGEST)
    # Half of a surrogate pair is a text in JSON and nowhere else: it can be neither hashed nor printed.
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise MalformedError(item.at(key), "whole characters")
    return text


def plain_block(block: Block) -> dict[str, Json]:
    """The JSON value of one block; ``block`` says which kind it is."""
    match block:
        case Words():
            return {"block": "words", "voice": block.voice.value, "text": words(block.text)}
        case Listing():
            return {"block": "listing", "items": [words(item) for item in block.items]}
        case Figures():
            return {
                "block": "figures",
                "items": [{"name": words(i.name), "said": words(i.said)} for i in block.items],
            }
        case Chart():
            return {
                "block": "chart",
                "kind": block.kind.value,
                "table": block.table,
                "title": words(block.title),
                "ranked": block.ranked,
            }
        case Pairs():
            items: list[Json] = [{"name": words(i.name), "text": words(i.text)} for i in block.items]
            return {"block": "pairs", "style": block.style.value, "items": items}
        case Data():
            return {"block": "data", "table": block.table}


def read_block(item: Reader) -> Block:
    """The block in one JSON value.

    Raises:
        MalformedError: when a field is missing, wrong or unknown.
    """
    match item.text("block", longest=20):
        case "words":
            item.only("block", "voice", "text")
            return Words(
                voice=item.parsed("voice", Voice, "a known voice"), text=read_words(item.inner("text"))
            )
        case "listing":
            item.only("block", "items")
            return Listing(items=tuple(read_words(each) for each in _some(item)))
        case "figures":
            item.only("block", "items")
            return Figures(items=tuple(_read_figure(each) for each in _some(item)))
        case "chart":
            return _read_chart(item)
        case "pairs":
            item.only("block", "style", "items")
            style = item.parsed("style", PairStyle, "a known style")
            return Pairs(style=style, items=tuple(_read_pair(each) for each in _some(item)))
        case "data":
            item.only("block", "table")
            return Data(table=item.text("table", longest=40))
        case _:
            raise MalformedError(item.at("block"), "a known kind of block")


def _some(item: Reader) -> list[Reader]:
    """The parts of a block: at least one, and not more than the program ever writes."""
    if not item.items("items", most=_MOST_ITEMS):
        raise MalformedError(item.at("items"), "at least one")
    return item.objects("items")


def _read_chart(item: Reader) -> Chart:
    item.only("block", "kind", "table", "title", "ranked")
    return Chart(
        kind=item.parsed("kind", ChartKind, "a known kind of chart"),
        table=item.text("table", longest=40),
        title=read_words(item.inner("title")),
        ranked=item.flag("ranked"),
    )


def _read_figure(item: Reader) -> Figure:
    item.only("name", "said")
    return Figure(name=read_words(item.inner("name")), said=read_words(item.inner("said")))


def _read_pair(item: Reader) -> Pair:
    item.only("name", "text")
    return Pair(name=read_words(item.inner("name")), text=read_words(item.inner("text")))
