"""Every record goes to JSON and back without loss; a wrong value is named by place, never quoted."""

import datetime as dt
import enum
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.canonical import canonical_bytes
from careernotes.domain.reading import MalformedError
from careernotes.domain.records import (
    RECORD_TYPES,
    FieldShape,
    Record,
    from_plain,
    key_of,
    shape_of,
    to_plain,
)


def values(shape: FieldShape) -> st.SearchStrategy[object]:
    """Values that fit one field."""
    base: st.SearchStrategy[object]
    if shape.base is bool:
        base = st.booleans()
    elif shape.base is int:
        base = st.integers(-(2**61), 2**61)
    elif issubclass(shape.base, enum.Enum):
        base = st.sampled_from(shape.base)
    elif issubclass(shape.base, dt.date):
        base = st.dates()
    else:
        base = st.text()
    return st.none() | base if shape.optional else base


RECORDS: st.SearchStrategy[Record] = st.sampled_from(list(RECORD_TYPES.values())).flatmap(
    lambda record_type: st.builds(
        record_type, **{shape.name: values(shape) for shape in shape_of(record_type)}
    )
)


@given(RECORDS)
def test_a_record_survives_the_way_through_json(record: Record) -> None:
    plain = json.loads(canonical_bytes(to_plain(record)))
    assert from_plain(type(record), plain) == record
    assert key_of(record) == plain[shape_of(type(record))[0].name]


@given(RECORDS, st.data())
def test_a_wrong_value_is_named_by_its_field_and_never_quoted(record: Record, data: st.DataObject) -> None:
    shape = data.draw(
        st.sampled_from([s for s in shape_of(type(record)) if s.base is not str])
        if any(s.base is not str for s in shape_of(type(record)))
        else st.just(shape_of(type(record))[0])
    )
    wrong = "zq7-not-a-value" if shape.base is not str else 17
    with pytest.raises(MalformedError) as caught:
        from_plain(type(record), {**to_plain(record), shape.name: wrong}, place="record")
    assert caught.value.place == f"record.{shape.name}"
    assert "zq7" not in str(caught.value)


@given(RECORDS)
def test_an_unknown_field_is_refused(record: Record) -> None:
    with pytest.raises(MalformedError, match="no such field"):
        from_plain(type(record), {**to_plain(record), "surprise": 1})


@pytest.mark.parametrize("kind", list(RECORD_TYPES))
def test_confidential_text_never_shows_in_a_repr(kind: str) -> None:
    record_type = RECORD_TYPES[kind]
    fields = {}
    for shape in shape_of(record_type):
        if shape.base is str:
            fields[shape.name] = f"canary-{shape.name}"
        elif shape.required:
            fields[shape.name] = (
                next(iter(shape.base))
                if issubclass(shape.base, enum.Enum)
                else (dt.date(2026, 1, 1) if issubclass(shape.base, dt.date) else 1)
            )
    record = record_type(**fields)
    open_names = {"checklist_version", "code_version", "reopened_from", "start_time"}
    open_names |= {"taxonomy_version", "terms_version", "wording_version"}
    for shape in shape_of(record_type):
        if shape.base is str and not shape.name.endswith("_id") and shape.name not in open_names:
            assert f"canary-{shape.name}" not in repr(record), shape.name
