"""The forger: a report nobody released, made to pass ``verify`` or to break whoever checks it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample

from careernotes.canonical import canonical_bytes, canonical_hash
from careernotes.domain.reading import MalformedError
from careernotes.report import envelope
from careernotes.report.document_json import read_document
from careernotes.report.list_shape import refuse_no_list
from careernotes.report.model import SealedModel, parse_model, read_model
from careernotes.report.verify import FindingCode, renderings, verify_folder
from careernotes.sealing import signatures

Value = dict[str, Any]
Change = Callable[[Value], None]
STRANGER = bytes(reversed(range(32)))


@pytest.fixture(scope="module")
def pool() -> Sample:
    return make.medium_sample()


@pytest.fixture(scope="module")
def own() -> Sample:
    return make.list_sample()


def changed(sample: Sample, change: Change) -> Value:
    value: Value = json.loads(sample.model.canonical())
    change(value)
    return value


def in_envelope(value: Value, **seal: str | None) -> bytes:
    whole = {"hash": "0" * 64, "model": value, "signature": None, "signer": None, **seal}
    try:
        return canonical_bytes(whole) + b"\n"
    except UnicodeEncodeError:  # half a character can only be written escaped
        return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def as_list(value: Value) -> None:
    value["kind"] = "list"


def as_list_with_its_words(value: Value) -> None:
    own = make.list_sample().model.value
    value.update({name: own[name] for name in ("kind", "title", "independence", "legend", "base")})


def more_people(value: Value) -> None:
    value["tables"][0]["rows"][0]["cells"][0]["value"] = 4500


def test_a_pool_called_a_list_is_no_report(pool: Sample, tmp_path: Path) -> None:
    for change in (as_list, as_list_with_its_words):
        value = changed(pool, change)
        path = tmp_path / "report.json"
        path.write_bytes(
            canonical_bytes({**json.loads(in_envelope(value)), "hash": canonical_hash(value)}) + b"\n"
        )
        assert [f.code for f in verify_folder(path, pool.kit).findings] == [FindingCode.NOT_A_REPORT]


def test_without_the_shape_of_a_list_a_pool_passes_for_one(pool: Sample) -> None:
    document = read_document(changed(pool, as_list))
    assert document.tables[0].any_shown
    with pytest.raises(MalformedError):
        refuse_no_list(document, title=document.title)


def number_in_a_list(value: Value) -> None:
    value["tables"][0]["rows"][0]["cells"][0] = {"value": 45, "symbol": ""}


def other_words(value: Value) -> None:
    value["sections"][0]["blocks"][3]["items"][1] = {"en": "45 people are leaving.", "nl": "45 gaan weg."}


def fewer_people(value: Value) -> None:
    value["sections"][0]["blocks"][1]["items"][0]["said"] = {"en": "3 or more", "nl": "3 of meer"}


def one_page_more(value: Value) -> None:
    value["sections"].insert(1, value["sections"][0])


@pytest.mark.parametrize("change", [number_in_a_list, other_words, fewer_people, one_page_more])
def test_a_list_says_only_what_lists_say(own: Sample, change: Change) -> None:
    with pytest.raises(MalformedError):
        read_model(changed(own, change))
    assert read_model(changed(own, lambda _value: None)).hash == own.model.hash


def test_other_figures_under_a_throw_away_key_are_never_called_sound(pool: Sample, tmp_path: Path) -> None:
    model = parse_model(canonical_bytes(changed(pool, more_people)))
    _write(tmp_path, model, STRANGER)
    alone = verify_folder(tmp_path / "report.json")
    with_kit = verify_folder(tmp_path / "report.json", pool.kit)
    assert (alone.holds, alone.ok) == (True, False)
    assert [f.code for f in with_kit.findings] == [FindingCode.OTHER_SIGNER]
    _write(tmp_path / "honest", pool.model, make.TRUSTEE_SEED)
    assert verify_folder(tmp_path / "honest" / "report.json", pool.kit).ok


def _write(folder: Path, model: SealedModel, seed: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for ending, render in renderings(model):
        (folder / f"report{ending}").write_bytes(render())
    signature = signatures.sign(seed, envelope.message(model))
    (folder / "report.json").write_bytes(
        envelope.sealed(model, signature=signature, signer=signatures.public_of(seed))
    )


def key_with_a_tag(value: Value) -> None:
    value["sections"][0]["key"] = 'x"><script>'


def table_key_with_a_tag(value: Value) -> None:
    value["tables"][0]["key"] = 'x" onload="'


def half_a_character(value: Value) -> None:
    value["tables"][0]["title"]["en"] = "\ud800"


def half_a_character_in_the_chain(value: Value) -> None:
    value["chain"]["software"] = "\udfff"


def no_figures(value: Value) -> None:
    value["sections"][0]["blocks"].insert(0, {"block": "figures", "items": []})


def another_picture(value: Value) -> None:
    for section in value["sections"]:
        for block in section["blocks"]:
            if block["block"] == "chart":
                block["kind"] = "heat"


def no_columns(value: Value) -> None:
    for table in value["tables"]:
        table["columns"] = []
        for row in table["rows"]:
            row["cells"] = []


def many_rows(value: Value) -> None:
    row = value["tables"][0]["rows"][0]
    value["tables"][0]["rows"] = [{**row, "key": f"r{n}"} for n in range(9999)]


@pytest.mark.parametrize(
    "change",
    [
        key_with_a_tag,
        table_key_with_a_tag,
        half_a_character,
        half_a_character_in_the_chain,
        no_figures,
        another_picture,
        no_columns,
        many_rows,
    ],
)
def test_a_model_this_program_never_writes_is_refused_cleanly(
    pool: Sample, change: Change, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(in_envelope(changed(pool, change)))
    for ending, _render in renderings(pool.model):
        (tmp_path / f"report{ending}").write_bytes(b"x")
    assert [f.code for f in verify_folder(path).findings] == [FindingCode.NOT_A_REPORT]
    with pytest.raises(MalformedError):
        read_model(changed(pool, change))
    assert read_model(changed(pool, lambda _value: None)).hash == pool.model.hash
