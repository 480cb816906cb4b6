import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.vault.samples import DAY, engagement, mentee, records_of, session

from careernotes.domain.conversations import Session
from careernotes.domain.records import RECORD_TYPES, REFERENCES, Record, key_of, shape_of
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.notes import NotesStore
from careernotes.vault.rows import condition, from_row, table_of, to_row


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_field_of_a_record_is_a_column_and_nothing_else_is(store: NotesStore, kind: str) -> None:
    shapes = shape_of(RECORD_TYPES[kind])
    rows = store.connection().execute(f"PRAGMA main.table_info({kind})").fetchall()
    columns = {str(row[1]): (row[2], bool(row[3])) for row in rows}
    assert columns.pop("id") == ("INTEGER", False)
    expected = {
        shape.name: ("INTEGER" if shape.base in {int, bool} else "TEXT", not shape.optional)
        for shape in shapes
    }
    assert columns == expected


def test_there_is_no_table_that_nobody_knows(store: NotesStore) -> None:
    rows = store.connection().execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
    own = {"state", "setting", "draft", "person_number", "meeting_number", "words"}
    own |= {"table_sum", "audit", "managed_backup", "erasure_receipt", "erasure_count", "announcement"}
    own |= {f"words_{part}" for part in ("data", "idx", "docsize", "config")}
    assert {str(row[0]) for row in rows} == set(RECORD_TYPES) | own


def test_every_reference_of_a_record_is_checked_by_the_database(store: NotesStore) -> None:
    for kind, record_type in RECORD_TYPES.items():
        rows = (
            store.connection()
            .execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (kind,))
            .fetchall()
        )
        # A review may stand without a relation: its field is then empty text.
        references = {
            shape.name for shape in shape_of(record_type)[1:] if shape.name in REFERENCES and kind != "review"
        }
        assert {str(row[0]) for row in rows} == references, kind


any_record = st.sampled_from(list(RECORD_TYPES.values())).flatmap(
    lambda kind: records_of(
        kind, mentee_id="m1", engagement_id="e1", session_id="s1", check_id="k1", reopened_from=None
    )
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=any_record)
def test_any_record_comes_back_as_it_was(store: NotesStore, record: Record) -> None:
    connection = store.connection()
    connection.execute("BEGIN")
    try:
        connection.execute(table_of(type(record)).upsert, to_row(record))
        found = store.all(type(record))
        assert record in found
        assert store.get(type(record), key_of(record)) == record
    finally:
        connection.execute("ROLLBACK")


def test_a_stored_value_of_another_type_is_damage_and_is_not_quoted() -> None:
    row = list(to_row(session()))
    row[2] = "secret nonsense"
    with pytest.raises(DamagedVaultError) as caught:
        from_row(Session, tuple(row))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    row = list(to_row(session()))
    row[4] = "31 March"
    with pytest.raises(DamagedVaultError):
        from_row(Session, tuple(row))


def test_a_question_about_a_field_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(TypeError, match="no field"):
        condition(Session, {"name; DROP TABLE session": 1})


def test_dates_and_enums_are_bound_as_they_are_stored() -> None:
    assert condition(Session, {"held_on": DAY, "next_on": None}) == (
        " WHERE held_on IS ? AND next_on IS ?",
        (dt.date(2026, 3, 2).isoformat(), None),
    )


def test_several_values_of_a_field_find_what_each_of_them_finds(store: NotesStore) -> None:
    sessions = [session(number, held_on=DAY + dt.timedelta(days=number)) for number in range(1, 5)]
    store.put_all([mentee(), engagement(), *sessions])
    wanted = tuple(each.session_id for each in sessions[1:3])
    assert store.all(Session, session_id=wanted) == tuple(sessions[1:3])
    third = DAY + dt.timedelta(days=3)
    assert store.all(Session, session_id=frozenset(wanted), held_on=third) == (sessions[2],)
    assert store.all(Session, session_id=()) == ()
    assert store.count(Session, session_id=wanted) == 2
