"""What goes out comes back without loss; what is wrong is named by line and field, and none of it stays."""

import enum
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, facts_of, take_on

from careernotes.assets import read_json
from careernotes.canonical import canonical_bytes
from careernotes.demo.generate import generate
from careernotes.domain.ids import ThemeId
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import (
    RECORD_TYPES,
    REFERENCES,
    key_field,
    key_of,
    kind_of,
    shape_of,
    to_plain,
)
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import conversations, proving, unlocking
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.services.imported_texts import LIMITS
from careernotes.services.interchange import (
    ImportCount,
    ImportLineError,
    NotInterchangeError,
    export_plain,
    import_plain,
)
from careernotes.services.interchange_schema import interchange_schema
from careernotes.services.searching import search_notes
from careernotes.services.work import Work

SILENT = Work.silent()
Line = dict[str, object]
# An invented mentor with a record of every kind.
FULL_VAULT = 1


@pytest.fixture
def other(tmp_path: Path, clock: StoppedClock) -> Iterator[Desk]:
    """A second, empty vault."""
    made = unlocking.create(
        tmp_path / "other.careernotes",
        passphrase=PASSPHRASE,
        profile=KdfProfile.TEST,
        clock=clock,
        allow_test=True,
    )
    yield made.desk
    made.desk.close()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Somebody counted, somebody not, with sessions, themes and actions."""
    for alias, counted in (("Mira-07", True), ("Ívo \u202e\u05d0\u05d1 \U0001f600", False)):
        key = take_on(desk, alias, counted_general=counted, segment_use=counted)
        draft = conversations.start_session(desk, key, None)
        conversations.record_conversation(
            desk,
            replace(
                draft,
                record='Spoke about "next steps"\n\ttabs, \\ and \u2028 line ends.',
                working="Quiet at first.",
                themes=(
                    DraftTheme(theme_id=ThemeId("dir.next_step"), primary=True),
                    DraftTheme(theme_id=ThemeId("net.sponsor")),
                ),
                actions=(DraftAction(text="Write half a page"),),
                next_time="Ask about the talk",
            ),
        )
    return desk


def exported(desk: Desk) -> list[bytes]:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    return list(export_plain(desk, SILENT))


def rows(desk: Desk) -> list[Line]:
    return [json.loads(line) for line in exported(desk)]


def lines(values: list[Line]) -> list[bytes]:
    return [json.dumps(value).encode() + b"\n" for value in values]


def everything(desk: Desk) -> dict[tuple[str, str], object]:
    return {
        (kind, key_of(record)): record
        for kind, record_type in RECORD_TYPES.items()
        for record in desk.store.all(record_type)
    }


def test_a_vault_goes_out_and_comes_back_without_loss(filled: Desk, other: Desk) -> None:
    out = exported(filled)
    count = import_plain(other, out, SILENT)
    assert count == ImportCount(added=len(out) - 1, already_there=0)
    assert everything(other) == everything(filled)
    assert exported(other) == out


def test_what_is_imported_can_be_searched_and_counts_only_who_said_yes(filled: Desk, other: Desk) -> None:
    import_plain(other, exported(filled), SILENT)
    assert search_notes(other, "quiet")
    assert len(facts_of(other).persons) == len(facts_of(filled).persons) == 1
    assert {fact.theme for fact in facts_of(other).codings} == {
        fact.theme for fact in facts_of(filled).codings
    }


def test_importing_the_same_again_adds_nothing(filled: Desk) -> None:
    out = exported(filled)
    assert import_plain(filled, out, SILENT) == ImportCount(added=0, already_there=len(out) - 1)


def test_every_line_keeps_the_written_schema(filled: Desk) -> None:
    schema = read_json("interchange", "interchange-1.schema.json")
    check = jsonschema.Draft202012Validator(schema)
    for line in exported(filled):
        check.validate(json.loads(line))
    assert not check.is_valid({"type": "mentee", "mentee_id": "1", "alias": 7, "created_on": "2026-01-01"})


def test_the_written_schema_is_made_from_the_records() -> None:
    assert read_json("interchange", "interchange-1.schema.json") == interchange_schema()


def index_of(values: list[Line], kind: str) -> int:
    return next(n for n, value in enumerate(values) if value.get("type") == kind)


Break = Callable[[list[Line]], tuple[int, str]]


def _wrong(kind: str, field: str, value: object) -> Break:
    def change(values: list[Line]) -> tuple[int, str]:
        at = index_of(values, kind)
        values[at][field] = value
        return at + 1, f"{kind}.{field}"

    return change


def _without(kind: str, field: str) -> Break:
    def change(values: list[Line]) -> tuple[int, str]:
        at = index_of(values, kind)
        del values[at][field]
        return at + 1, f"{kind}.{field}"

    return change


BROKEN: dict[str, Break] = {
    "a date that is none": _wrong("session", "held_on", "2026-02-30"),
    "a kind of session nobody has": _wrong("session", "kind", "party"),
    "text where a number belongs": _wrong("agreement", "planned_meetings", "six"),
    "yes where true belongs": _wrong("consent_record", "value", "yes"),
    "a field nobody knows": _wrong("mentee", "salary", 1),
    "a missing field": _without("mentee", "alias"),
    "a session of a relation that is not there": _wrong("session", "engagement_id", "nobody"),
    "nothing where something must be": _wrong("mentee", "created_on", None),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_wrong_line_is_named_and_nothing_is_imported(name: str, filled: Desk, other: Desk) -> None:
    values = rows(filled)
    line, field = BROKEN[name](values)
    with pytest.raises(ImportLineError) as caught:
        import_plain(other, lines(values), SILENT)
    assert (caught.value.facts["line"], caught.value.facts["field"]) == (line, field)
    assert everything(other) == {}
    assert facts_of(other).persons == ()


def test_a_rule_of_the_field_holds_for_imports_too(filled: Desk, other: Desk) -> None:
    values = rows(filled)
    coding = values[index_of(values, "theme_coding")]
    coding |= {"theme_id": "wel.strain", "agreed": False}
    with pytest.raises(ImportLineError) as caught:
        import_plain(other, lines(values), SILENT)
    assert "CN302" in str(caught.value.facts["expected"])
    assert everything(other) == {}


@pytest.mark.parametrize(("kind", "field"), [("session", "held_on"), ("engagement", "started_on")])
def test_a_date_nobody_can_count_is_refused(kind: str, field: str, filled: Desk, other: Desk) -> None:
    values = rows(filled)
    values[index_of(values, kind)][field] = "1899-01-01"
    with pytest.raises(ImportLineError) as caught:
        import_plain(other, lines(values), SILENT)
    assert "CN518" in str(caught.value.facts["expected"])
    assert everything(other) == {}


def test_an_alias_twice_is_refused(filled: Desk, other: Desk) -> None:
    values = rows(filled)
    people = [value for value in values if value.get("type") == "mentee"]
    people[1]["alias"] = str(people[0]["alias"]).upper()
    with pytest.raises(ImportLineError) as caught:
        import_plain(other, lines(values), SILENT)
    assert "CN310" in str(caught.value.facts["expected"])


def test_a_record_that_differs_from_the_one_in_the_vault_is_refused(filled: Desk) -> None:
    before = everything(filled)
    values = rows(filled)
    at = index_of(values, "mentee")
    values[at]["contact"] = "other"
    with pytest.raises(ImportLineError) as caught:
        import_plain(filled, lines(values), SILENT)
    assert caught.value.facts["line"] == at + 1
    assert everything(filled) == before


@pytest.mark.parametrize(
    "raw",
    [
        [],
        [b""],
        [b"\x00\xff\n"],
        [b"[]\n"],
        [b"{}\n"],
        [b'{"format":"careernotes-interchange","version":2}\n'],
    ],
)
def test_another_file_is_refused_as_such(raw: list[bytes], other: Desk) -> None:
    with pytest.raises(NotInterchangeError):
        import_plain(other, raw, SILENT)


@pytest.mark.parametrize("raw", [b"{", b"[1]", b"\xff\xfe", b'"text"', b"[" * 50_000, b'{"type":"castle"}'])
def test_hostile_lines_are_named_by_number(raw: bytes, other: Desk) -> None:
    header = b'{"format":"careernotes-interchange","version":1}\n'
    with pytest.raises(ImportLineError) as caught:
        import_plain(other, [header, b"\n", raw], SILENT)
    assert caught.value.facts["line"] == 3


def test_a_line_without_end_is_refused(other: Desk) -> None:
    header = b'{"format":"careernotes-interchange","version":1}\n'
    with pytest.raises(ImportLineError):
        import_plain(other, [header, b" " * 1_000_001], SILENT)


def test_every_closed_list_is_in_the_schema() -> None:
    definitions = interchange_schema()["$defs"]
    assert isinstance(definitions, dict)
    for kind, record_type in RECORD_TYPES.items():
        for shape in shape_of(record_type):
            if issubclass(shape.base, enum.Enum):
                text = json.dumps(definitions[kind])
                assert all(f'"{member.value}"' in text for member in shape.base)


HEADER = b'{"format":"careernotes-interchange","version":1}'


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('"mentee_id":"a\\u0000\\n","alias":"y"', "mentee.mentee_id"),
        ('"mentee_id":"a\\u007f","alias":"y"', "mentee.mentee_id"),
        ('"mentee_id":"a\u00e9","alias":"y"', "mentee.mentee_id"),
        ('"mentee_id":"","alias":"y"', "mentee.mentee_id"),
        (f'"mentee_id":"a1","alias":"{"x" * 41}"', "mentee.alias"),
        (f'"mentee_id":"a1","alias":"x","full_name":"{"x" * 121}"', "mentee.full_name"),
        ('"mentee_id":"a1","alias":"x\\ud800"', "mentee.alias"),
        ('"mentee_id":"a1","mentee_id":"a2","alias":"y"', "line"),
        ('"mentee_id":"a1","alias":"y","SECRET words":1', "mentee.words"),
        ('"mentee_id":"a1","alias":"y","SECRET":1', "mentee.?"),
    ],
)
def test_what_cannot_be_typed_cannot_be_imported(body: str, field: str, other: Desk) -> None:
    line = ('{"type":"mentee",' + body + ',"created_on":"2026-03-02"}').encode()
    with pytest.raises(ImportLineError) as refused:
        import_plain(other, [HEADER, line], Work.silent())
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (2, field)
    assert "SECRET" not in str(refused.value)
    assert other.store.count(Mentee) == 0


def test_the_longest_that_can_be_typed_comes_in(other: Desk) -> None:
    """The positive control of the lengths: one character less than refused."""
    line = f'{{"type":"mentee","mentee_id":"{"~" * 64}","alias":"{"x" * 40}","created_on":"2026-03-02"}}'
    assert import_plain(other, [HEADER, line.encode()], Work.silent()).added == 1


def test_every_limit_is_that_of_a_field() -> None:
    for record_type, limits in LIMITS.items():
        assert set(limits) <= {shape.name for shape in shape_of(record_type) if shape.base is str}


TEXTS = [
    (kind, shape.name)
    for kind, record_type in RECORD_TYPES.items()
    for shape in shape_of(record_type)
    if shape.base is str and shape.name != key_field(record_type) and shape.name not in REFERENCES
]


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_only_the_words_of_a_note_have_no_limit_of_their_own(other: Desk, kind: str, name: str) -> None:
    """Real lines of an invented vault up to the first of this kind, which is then far too long."""
    lines: list[bytes] = [HEADER]
    for record in generate("small", 2).vault(FULL_VAULT):
        plain = to_plain(record)
        if kind_of(type(record)) == kind:
            long = {"type": kind, **plain, name: "SECRET" * 200}
            break
        lines.append(canonical_bytes({"type": kind_of(type(record)), **plain}))
    lines.append(canonical_bytes(long))
    if (kind, name) == ("note_body", "body"):
        assert import_plain(other, lines, SILENT).added == len(lines) - 1
        return
    with pytest.raises(ImportLineError, match="CN570") as refused:
        import_plain(other, lines, SILENT)
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (len(lines), f"{kind}.{name}")
    assert "at most" in str(refused.value.facts["expected"])
    assert "SECRET" not in str(refused.value)
    assert other.store.count(Mentee) == 0
