"""A18: reports that do not belong together, each of them signed or unsigned as it should be.

Somebody who has an honest report puts another file, another kit or another year beside it. Whoever holds both
can find out, and ``verify`` has to say so.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample

from careernotes.canonical import canonical_bytes
from careernotes.disclosure.mechanisms import NoiseUsed
from careernotes.domain.kit import ProgrammeKit
from careernotes.report import envelope
from careernotes.report.csv_table import render
from careernotes.report.document import Document
from careernotes.report.verify import FindingCode, noise_findings, verify_folder
from careernotes.sealing import signatures


@pytest.fixture(scope="module")
def pool() -> Sample:
    return make.medium_sample()


def found(folder: Path, sample: Sample, kit: ProgrammeKit | None = None) -> set[FindingCode]:
    """What is said of an honest report and of the table beside it, if there is one."""
    path = folder / "report.json"
    if not path.exists():
        signature = signatures.sign(make.TRUSTEE_SEED, envelope.message(sample.model))
        signer = signatures.public_of(make.TRUSTEE_SEED)
        path.write_bytes(envelope.sealed(sample.model, signature=signature, signer=signer))
    findings = verify_folder(path, kit or sample.kit).findings
    return {each.code for each in findings} - {FindingCode.FILE_MISSING}


def test_control_nothing_is_said_of_an_honest_report(pool: Sample, tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_bytes(render(pool.model))
    assert found(tmp_path, pool) == set()


def test_a_hash_that_is_another_reports_is_noticed(pool: Sample, tmp_path: Path) -> None:
    """It is what people read to each other, and what the next report names."""
    found(tmp_path, pool)
    whole = json.loads((tmp_path / "report.json").read_bytes())
    (tmp_path / "report.json").write_bytes(canonical_bytes({**whole, "hash": "ab" * 32}) + b"\n")
    assert found(tmp_path, pool) == {FindingCode.HASH_DIFFERS}


def test_a_table_with_one_other_number_is_noticed(pool: Sample, tmp_path: Path) -> None:
    honest = render(pool.model)
    (tmp_path / "report.csv").write_bytes(honest.replace(b"0,,", b"5,,", 1))
    assert (tmp_path / "report.csv").read_bytes() != honest
    assert found(tmp_path, pool) == {FindingCode.FILE_DIFFERS}


CHANGES: dict[FindingCode, Callable[[ProgrammeKit], ProgrammeKit]] = {
    FindingCode.OTHER_PROGRAMME: lambda kit: replace(kit, kit_hash="ab" * 32),
    FindingCode.OTHER_PROTECTION: lambda kit: replace(kit, noise_scale=4),
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_report_by_another_kit_or_another_protection_is_noticed(
    pool: Sample, tmp_path: Path, code: FindingCode
) -> None:
    assert found(tmp_path, pool, CHANGES[code](pool.kit)) == {code}


def with_noise(document: Document, spent: int) -> Document:
    return replace(document, noise=NoiseUsed(scale=4, spent=Fraction(spent, 4)))


def test_two_reports_of_a_year_that_tell_otherwise_of_their_noise_are_noticed(pool: Sample) -> None:
    """A report with the scale 4 gives away 5/4; after one that had spent 5/4 it is 10/4 at least."""
    document = pool.model.document
    one, two = with_noise(document, 5), with_noise(document, 10)
    assert list(noise_findings(two, one)) == []
    assert list(noise_findings(one, one)) == [FindingCode.EPSILON_LESS]
    for after, before in ((document, one), (one, document)):
        assert list(noise_findings(after, before)) == [FindingCode.PROTECTION_SWITCHED]
