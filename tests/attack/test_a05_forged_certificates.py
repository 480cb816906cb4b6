"""A5: a trustee who forges the certificate of a report that tells of somebody, or who leaves reports off it.

A certificate is kept by the trustee, replayed without a solver, and believed by nobody.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.e2e.programme import (
    PASSPHRASE,
    contribute_here,
    environment,
    export,
    facts_of,
    make_programme,
    make_vault,
)

from careernotes.auditing.certified import Certified
from careernotes.canonical import Json, canonical_bytes
from careernotes.errors import CareerNotesError
from careernotes.exporter.certificate_errors import OtherReportError
from careernotes.exporter.certifying import (
    _check_earlier,
    _read,
    check_certificate,
)
from careernotes.exporter.programme import open_programme
from careernotes.report import envelope
from careernotes.report.model import SealedModel, read_model
from careernotes.report.published import published
from careernotes.sealing import signatures
from careernotes.sealing.programme_keys import open_key_file
from careernotes.sealing.signed_file import signed_bytes

Value = dict[str, Json]
MENTORS, PEOPLE_EACH = 9, 9


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One programme with a released report and its certificate."""
    folder = tmp_path_factory.mktemp("certificates")
    programme = make_programme(folder / "programme")
    for number in range(MENTORS):
        vault = make_vault(folder / f"{number}.careernotes", facts_of(PEOPLE_EACH, first=1 + 100 * number))
        contribute_here(programme, vault, programme.inbox / f"{number}.cncontrib")
    released = programme.pool(release=folder / "report")
    assert released.code == 0, released.out
    return folder


@pytest.fixture
def world(home: Path, tmp_path: Path) -> Path:
    return shutil.copytree(home, tmp_path / "world")


def folder_of(world: Path) -> Path:
    return world / "programme" / "ledger" / "certificates"


def certificate(world: Path) -> Path:
    return folder_of(world) / "certificate-2026-H1.json"


def code_of(world: Path, *, report: Path | None = None) -> str:
    try:
        check_certificate(
            report or world / "report" / "report.json",
            open_programme(world / "programme" / "kit.cnkit"),
            folder_of(world),
        )
    except CareerNotesError as error:
        return error.code
    return ""


def forge(world: Path, change: Callable[[Value], None]) -> None:
    """A changed certificate, signed by the trustee: nobody but the checker could object."""
    body = json.loads(certificate(world).read_bytes())["certificate"]
    change(body)
    with open_key_file(world / "programme" / "trustee.cnkey", PASSPHRASE, allow_test=True) as keys:
        certificate(world).write_bytes(signed_bytes("certificate", body, keys.sign_private))


@pytest.mark.long
def test_a_released_report_has_a_certificate_that_holds_and_hr_does_not_get_it(world: Path) -> None:
    assert code_of(world) == ""
    assert not [path for path in (world / "report").iterdir() if "certificate" in path.name]
    ran = export(
        "verify", world / "report" / "report.json", "--kit", world / "programme" / "kit.cnkit",
        "--certificates", folder_of(world),
    )  # fmt: skip
    assert ran.code == 0, ran.out
    found = ran.result["certificate"]
    assert isinstance(found, dict)
    assert found["questions"] > 100
    assert (found["reports"], found["borne"]) == (1, 0)


def test_replaying_a_certificate_loads_no_solver() -> None:
    asked = "import sys; import careernotes.exporter.certifying; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, env=environment(), check=True, timeout=60
    )
    loaded = set(done.stdout.decode().split())
    assert "careernotes.auditing.checker" in loaded
    assert not {"highspy", "careernotes.auditing.solver"} & loaded


def objects(of: Value, key: str) -> list[Value]:
    """The objects in a list, to be changed where they are."""
    found: list[Value] = []
    items = of[key]
    assert isinstance(items, list)
    for each in items:
        assert isinstance(each, dict)
        found.append(each)
    return found


def give_all(body: Value, number: Callable[[object], int] | None) -> None:
    """Other worlds on every page: of what the coins left out, a single page may say nothing."""
    for page in objects(body, "pages"):
        worlds = page["worlds"]
        assert isinstance(worlds, list)
        page["worlds"] = [] if number is None else [[number(n) for n in world] for world in worlds]


def no_worlds(body: Value) -> None:
    give_all(body, None)


def other_worlds(body: Value) -> None:
    give_all(body, lambda _number: 0)


def everybody(body: Value) -> None:
    give_all(body, lambda _number: 10_000)


def no_pages(body: Value) -> None:
    body["pages"] = []


@pytest.mark.parametrize("change", [no_worlds, other_worlds, everybody, no_pages])
def test_worlds_that_prove_nothing_are_found_even_when_the_trustee_signed_them(
    world: Path, change: Callable[[Value], None]
) -> None:
    forge(world, change)
    assert code_of(world) == "CN458"


def last_report(body: Value) -> Value:
    return objects(body, "reports")[-1]


def other_figures(body: Value) -> None:
    figure = objects(last_report(body), "shown")[0]
    assert isinstance(figure["number"], int)
    figure["number"] += 5


def fewer_dashes(body: Value) -> None:
    report = last_report(body)
    report["dashes"] = []
    report["covered"] = []


def another_report(body: Value) -> None:
    body["model_hash"] = "0" * 64


def more_people(body: Value) -> None:
    for each in objects(last_report(body), "roster"):
        assert isinstance(each["people"], int)
        each["people"] *= 2


def other_areas(body: Value) -> None:
    last_report(body)["partition"] = "0" * 64


def other_themes(body: Value) -> None:
    last_report(body)["taxonomy_hash"] = "0" * 64


def a_report_that_never_was(body: Value) -> None:
    reports = body["reports"]
    assert isinstance(reports, list)
    reports.insert(0, {**last_report(body), "period": "2025-H2"})


@pytest.mark.parametrize(
    "change",
    [
        other_figures, fewer_dashes, another_report, more_people, other_areas, other_themes,
        a_report_that_never_was,
    ],
)  # fmt: skip
def test_a_certificate_of_other_figures_than_the_report_shows_is_refused(
    world: Path, change: Callable[[Value], None]
) -> None:
    forge(world, change)
    assert code_of(world) == "CN457"


def theme_figures(model: Value) -> Iterator[Value]:
    """Every figure of a theme or theme group that a report shows."""
    for table in objects(model, "tables"):
        for row in objects(table, "rows"):
            if table["key"] in {"themes", "where"} and row["key"] != "people":
                yield from (cell for cell in objects(row, "cells") if cell["value"])


def everything_or_more(cell: Value) -> None:
    cell["symbol"] = "t"


def nothing_or_more(cell: Value) -> None:
    cell["symbol"] = ""


def higher_than_the_top(cell: Value) -> None:
    assert isinstance(cell["value"], int)
    if cell["symbol"]:
        cell["value"] += 10


def lower_than_the_top(cell: Value) -> None:
    if cell["symbol"]:
        cell["value"] = 20


def unchanged(_cell: Value) -> None:
    """As it was released."""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (unchanged, ""), (everything_or_more, "CN457"), (nothing_or_more, "CN457"),
        (higher_than_the_top, "CN457"), (lower_than_the_top, "CN457"),
    ],
)  # fmt: skip
def test_or_more_stands_where_it_must_and_nowhere_else(
    world: Path, change: Callable[[Value], None], code: str
) -> None:
    """Report and certificate agree, and both carry the trustee's signature."""
    forge_both(world, change, agree=True)
    assert code_of(world) == code


def test_a_report_without_the_marks_of_its_certificate_is_refused(world: Path) -> None:
    forge_both(world, nothing_or_more, agree=False)
    assert code_of(world) == "CN457"


def released_again(world: Path, value: Value) -> SealedModel:
    """A changed report, signed by the trustee."""
    model = read_model(value)
    with open_key_file(world / "programme" / "trustee.cnkey", PASSPHRASE, allow_test=True) as keys:
        seed = keys.sign_private
        signed = signatures.sign(seed, envelope.message(model))
        data = envelope.sealed(model, signature=signed, signer=signatures.public_of(seed))
    (world / "report" / "report.json").write_bytes(data)
    return model


def forge_both(world: Path, change: Callable[[Value], None], *, agree: bool) -> None:
    """A changed report and a certificate of it; unless they *agree*, this says "or more" as it did."""
    path = world / "report" / "report.json"
    value = json.loads(path.read_bytes())["model"]
    assert any(cell["symbol"] for cell in theme_figures(value))
    for cell in theme_figures(value):
        change(cell)
    model = released_again(world, value)
    told = published(model.document, open_programme(world / "programme" / "kit.cnkit").taxonomy)

    def the_same(body: Value) -> None:
        body["model_hash"] = model.hash
        last = last_report(body)
        last["shown"] = [{"figure": str(key), "number": n} for key, n in told.shown.items()]
        if agree:
            last["tops"] = sorted(map(str, told.tops))

    forge(world, the_same)


@pytest.mark.parametrize("forged", [False, True])
def test_an_earlier_report_says_or_more_only_where_a_top_can_be(world: Path, *, forged: bool) -> None:
    """One of which there is no certificate here: its figures were never shown to whoever checks."""
    path = world / "report" / "report.json"
    value = json.loads(path.read_bytes())["model"]
    value["chain"]["previous"] = "ab" * 32
    model = released_again(world, value)

    def one_before(body: Value) -> None:
        before = {**last_report(body), "period": "2025-H2"}
        if forged:
            before["tops"] = [each["figure"] for each in objects(before, "shown")]
        reports = body["reports"]
        assert isinstance(reports, list)
        reports.insert(0, before)
        body["model_hash"] = model.hash

    forge(world, one_before)
    # Without the marks what is missing are the worlds of both reports.
    assert code_of(world) == ("CN457" if forged else "CN458")


def test_a_certificate_that_leaves_off_every_earlier_report_is_refused(world: Path) -> None:
    """The report names the one before it, so one alone is not all there is."""
    programme = open_programme(world / "programme" / "kit.cnkit")
    _hash, given = _read(certificate(world), programme)
    assert len(given.memories) == 1
    _check_earlier(given, programme, folder_of(world), "")
    with pytest.raises(OtherReportError):
        _check_earlier(given, programme, folder_of(world), "ab" * 32)


def earlier_certificate(world: Path, change: Callable[[Value], None]) -> Certified:
    """A certificate of a report before, to which *change* is made; gives one that names it as it was."""
    programme = open_programme(world / "programme" / "kit.cnkit")
    _hash, given = _read(certificate(world), programme)
    own = certificate(world).read_bytes()

    def of_before(body: Value) -> None:
        last_report(body)["period"] = "2025-H2"
        body["model_hash"] = "ab" * 32

    forge(world, of_before)
    _hash, before = _read(certificate(world), programme)
    forge(world, change)
    certificate(world).rename(folder_of(world) / "certificate-2025-H2.json")
    certificate(world).write_bytes(own)
    return replace(given, memories=(*before.memories, *given.memories))


def as_it_was(_body: Value) -> None:
    """Nothing is changed."""


def test_a_certificate_that_says_of_an_earlier_report_what_its_own_does_not_is_refused(world: Path) -> None:
    """Figures that the report before never showed would make what this one tells old news."""
    programme, folder = open_programme(world / "programme" / "kit.cnkit"), folder_of(world)
    other = shutil.copytree(world, world.with_name("other"))
    given = earlier_certificate(world, as_it_was)
    _check_earlier(given, programme, folder, "ab" * 32)
    with pytest.raises(OtherReportError):
        _check_earlier(earlier_certificate(other, other_figures), programme, folder_of(other), "ab" * 32)
    # And a report before that is not the one which the new report names.
    with pytest.raises(OtherReportError):
        _check_earlier(given, programme, folder, "cd" * 32)


def unrounded(body: Value) -> None:
    last_report(body)["steps"] = []


def test_a_certificate_that_does_not_say_what_figures_were_rounded_to_is_none(world: Path) -> None:
    forge(world, unrounded)
    assert code_of(world) == "CN455"


def test_a_certificate_cut_short_or_missing_or_for_no_report_is_refused(world: Path, tmp_path: Path) -> None:
    whole = certificate(world).read_bytes()
    for data in (whole[: len(whole) // 2], whole + b"\n", b"", b"{}", b"[" * 100_000):
        certificate(world).write_bytes(data)
        assert code_of(world) == "CN455"
    certificate(world).unlink()
    assert code_of(world) == "CN455"
    assert code_of(world, report=tmp_path / "nothing.json") == "CN457"


def test_a_certificate_that_was_changed_or_signed_by_somebody_else_is_refused(
    world: Path, tmp_path: Path
) -> None:
    value = json.loads(certificate(world).read_bytes())
    value["certificate"]["sets_of_allies"] = 0
    certificate(world).write_bytes(canonical_bytes(value))
    assert code_of(world) == "CN456"
    other = make_programme(tmp_path / "other")
    body = value["certificate"]
    with open_key_file(other.trustee, PASSPHRASE, allow_test=True) as keys:
        certificate(world).write_bytes(signed_bytes("certificate", body, keys.sign_private))
    assert code_of(world) == "CN456"


def test_without_the_kit_nothing_can_be_replayed(world: Path) -> None:
    report = world / "report" / "report.json"
    ran = export("verify", report, "--certificates", folder_of(world))
    assert (ran.code, ran.error) == (2, "CN459")
