"""A12: the reader who compares bytes. Whatever is behind two reports with the same values, they are the same.

Two organisations that differ in people, mentors, contributions and rosters, and whose published values are
equal, release two reports one after the other: every file is equal to the byte, and so is the head of the
chain that is printed, which names the report before. What the trustee's ledger keeps differs, and is nowhere.
"""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret, small_taxonomy
from tests.e2e.together import Pair
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import canonical_bytes, canonical_hash
from careernotes.disclosure.safe_table import Mint, SafeTable
from careernotes.domain.periods import Period
from careernotes.exporter.binding import open_bound
from careernotes.report.csv_table import render as csv_of
from careernotes.report.model import parse_model
from careernotes.report.verify import renderings

SMALL = small_taxonomy(2, keep=(6, 7))


def company(*, shuffled: bool, having: int = 40) -> Firm:
    """96 people; shuffled, other people under other mentors have the theme."""
    people = []
    for n in range(96):
        at = (n * 35 + 11) % 96 if shuffled else n
        people.append(
            Employee(number=1 + 7 * at if shuffled else n, mentor=at % 8, area=1 + at % 2,
                     themes=(6,) if at < having else ())
        )  # fmt: skip
    return firm(people, SMALL)


def files(model: bytes) -> dict[str, bytes]:
    return {ending: render() for ending, render in renderings(parse_model(model))}


def model_of(made: Firm, key: str = "k", previous: str = "") -> bytes:
    return sealed(made, Office(coin=secret(key), attacks=False).release(made, 0), previous)


def alike(other: int) -> str:
    """A secret under which a theme of 40 people and one of so many are printed alike."""
    one, two = company(shuffled=False), company(shuffled=True, having=other)
    keys = (str(n) for n in range(200))
    return next(key for key in keys if model_of(one, key) == model_of(two, key))


@pytest.mark.parametrize("other", [40, 42])
def test_other_people_and_counts_behind_the_same_values_give_the_same_files(other: int) -> None:
    key = alike(other)
    one, two = company(shuffled=False), company(shuffled=True, having=other)
    assert one.vaults() != two.vaults()
    assert (one.counters(0) == two.counters(0)) == (other == 40)
    first, second = files(model_of(one, key)), files(model_of(two, key))
    assert set(first) == {".en.pdf", ".nl.pdf", ".en.html", ".nl.html", ".csv"}
    assert first == second


def test_another_value_is_seen_in_every_file() -> None:
    first, second = (files(model_of(company(shuffled=False, having=having))) for having in (40, 70))
    assert all(first[ending] != second[ending] for ending in first)


def test_the_head_that_is_printed_follows_from_published_values_alone() -> None:
    key = alike(42)
    one, two = (model_of(company(shuffled=s, having=h), key) for s, h in ((False, 40), (True, 42)))
    heads = [canonical_hash(json.loads(model)) for model in (one, two)]
    assert heads[0] == heads[1]
    after = [
        model_of(company(shuffled=s), "next", head) for s, head in zip((False, True), heads, strict=True)
    ]
    assert after[0] == after[1]
    assert model_of(company(shuffled=False), "next", "ab" * 32) != after[0]


# ------------------------------------------------- through the programs, ledgers and all


NEXT = Period.parse("2026-H2")


def released(pair: Pair, folder: Path) -> dict[str, bytes]:
    assert pair.exchange().code == 0
    assert pair.pool(out=folder).code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.long
def test_two_programmes_with_the_same_values_release_the_same_bytes_and_have_other_ledgers(
    released_once: Pair, tmp_path: Path
) -> None:
    """The same kit and keys, other mentors and contributions whose sum is the same."""
    first = {path.name: path.read_bytes() for path in (released_once.folder / "report").iterdir()}
    other = released_once.copy(tmp_path / "other")
    for who in ("lead", "trustee"):
        shutil.copy(other.folder / f"before-{who}.cnkey", other.folder / f"{who}.cnkey")
        shutil.rmtree(other.ledger(who))
        for path in other.inbox(who).iterdir():
            path.unlink()
    other.enrol(range(101, 111))
    for number in range(101, 111):
        counters = other.sent[number - 100].counters
        other.send(number, other.contribution(number, counters=counters))
    assert released(other, tmp_path / "report") == first
    heads = []
    for pair in (released_once, other):
        with pair.keys("trustee") as keys, open_bound(pair.ledger("trustee"), keys) as ledger:
            heads.append(ledger.head())
    assert heads[0] != heads[1]
    told = b"".join(first.values()).decode("latin-1")
    assert not any(head in told for head in heads)


# ------------------------------------------------- nothing of the machine


def test_no_date_of_the_machine_and_no_name_of_a_library_is_in_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(company(shuffled=False))
    first = files(model)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert files(model) == first
    for ending in (".en.pdf", ".nl.pdf"):
        for word in (b"ReportLab", b"reportlab", b"CreationDate", b"/Author", b"/Producer", b"/Creator"):
            assert word not in first[ending], word
    assert not re.search(rb"20[0-9][0-9]-[01][0-9]-[0-3][0-9]T", b"".join(first.values()))


def test_rows_stand_in_the_order_of_the_themes_and_never_by_number() -> None:
    orders = []
    for themes in ((6, 7), (7, 6)):
        people = [
            Employee(
                number=n,
                mentor=n % 9,
                area=1 + n % 2,
                themes=themes if n < 30 else themes[:1] if n < 70 else (),
            )
            for n in range(96)
        ]
        model = model_of(firm(people, SMALL))
        lines = csv_of(parse_model(model)).decode("utf-8-sig").splitlines()
        orders.append([line.split(",")[:3] for line in lines])
        assert json.loads(model)["tables"]
    assert orders[0] == orders[1]


def test_no_decimal_and_no_hidden_number_is_in_any_file() -> None:
    """A cell that is not shown has no number behind it; what is shown has no decimals."""
    value = json.loads(model_of(company(shuffled=False, having=4)))
    hidden = [cell for t in value["tables"] for row in t["rows"] for cell in row["cells"] if cell["symbol"]]
    assert hidden
    assert all(cell["value"] is None for cell in hidden)
    assert canonical_bytes(value) == model_of(company(shuffled=False, having=4))
    assert not re.search(rb"[0-9]\.[0-9]", csv_of(parse_model(canonical_bytes(value))))
    assert str(PERIOD) in json.dumps(value)


def test_nothing_that_the_pipeline_did_not_make_can_be_printed() -> None:
    """Whoever could put a true number into a table of a report would have it drawn on every page."""
    report = Office(coin=secret("k"), attacks=False).release(company(shuffled=False), 0).report
    table = report.tables[0]
    cell = replace(table.cells[0], value=96)
    with pytest.raises(TypeError):
        SafeTable(table=table.table, base=table.base, cells=(cell,), mint=Mint())
    with pytest.raises(TypeError):
        replace(report, mint=Mint())
