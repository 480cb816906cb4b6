"""Every code that a person can see stands in the guide, in the words the program says it with."""

import importlib
import re
import sys

from tests.architecture.source import ROOT

from careernotes.assets import read_json
from careernotes.domain.reading import Reader
from careernotes.errors import CareerNotesError

_CODE, _INVENTED = re.compile(r'"CN\d{3}"'), "demo"
_NOT_OURS = frozenset({"CN000"})


def told_by_classes() -> list[dict[str, str]]:
    """Each code with its three sentences, as the classes say them; the demo talks to nobody's mentor."""
    source = ROOT / "src"
    for path in sorted((source / "careernotes").rglob("*.py")):
        if _CODE.search(path.read_text("utf-8")) and _INVENTED not in path.parts:
            importlib.import_module(".".join(path.relative_to(source).with_suffix("").parts))
    kinds = {CareerNotesError, *_below(CareerNotesError)}
    # What the exporter said comes back as a class made on the spot, with its period and names filled in.
    lasting = [
        each for each in kinds if getattr(sys.modules.get(each.__module__), each.__name__, None) is each
    ]
    ours = [each for each in lasting if each.__module__.split(".")[:2] != ["careernotes", _INVENTED]]
    found = {
        each.code: {"code": each.code, "message": each.message, "safe": each.safe, "hint": each.hint}
        for each in ours
        if each.__module__.startswith("careernotes.") and "code" in vars(each) and each.code not in _NOT_OURS
    }
    return [found[code] for code in sorted(found)]


def _below(kind: type[CareerNotesError]) -> set[type[CareerNotesError]]:
    return {each for direct in kind.__subclasses__() for each in (direct, *_below(direct))}


def in_the_guide() -> Reader:
    return Reader(read_json("guide", "codes-1.json"))


def test_the_guide_says_of_every_code_what_the_program_says() -> None:
    told = [
        {name: item.text(name, longest=1000) for name in ("code", "message", "safe", "hint")}
        for item in in_the_guide().objects("codes")
    ]
    assert len(told) > 200
    assert told == told_by_classes()


def test_every_code_belongs_to_exactly_one_group_of_the_guide() -> None:
    groups = [(item.text("first"), item.text("last")) for item in in_the_guide().objects("groups")]
    for item in told_by_classes():
        assert sum(first <= item["code"] <= last for first, last in groups) == 1, item["code"]


def test_an_error_made_on_the_spot_is_not_taken_for_one_of_the_guide() -> None:
    known = told_by_classes()
    kind = type(
        "Said",
        (CareerNotesError,),
        {"code": "CN410", "message": "2026-H1", "__module__": "careernotes.errors"},
    )
    assert kind.code == "CN410"
    assert told_by_classes() == known
