"""Verifying: a changed bit in any file is found, and an honest report passes, all without a vault."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample

from careernotes.i18n import set_language
from careernotes.report import envelope
from careernotes.report.model import SealedModel
from careernotes.report.verify import Finding, FindingCode, renderings, verify_folder
from careernotes.report.verify_words import finding_text, signer_lines
from careernotes.sealing import signatures
from careernotes.sealing.enrolment_file import spoken


def write(folder: Path, sample: Sample, *, seed: bytes | None = make.TRUSTEE_SEED) -> Path:
    """A released report, signed with *seed*."""
    model = sample.model
    signature = signatures.sign(seed, envelope.message(model)) if seed else None
    signer = signatures.public_of(seed) if seed else None
    folder.mkdir(parents=True, exist_ok=True)
    for ending, content in rendered(model).items():
        (folder / f"report{ending}").write_bytes(content)
    path = folder / "report.json"
    path.write_bytes(envelope.sealed(model, signature=signature, signer=signer))
    return path


@cache
def rendered(model: SealedModel) -> dict[str, bytes]:
    """The files beside a report, made once for all tests that release it."""
    return {ending: render() for ending, render in renderings(model)}


def codes(path: Path, sample: Sample) -> set[FindingCode]:
    return {finding.code for finding in verify_folder(path, sample.kit).findings}


def test_an_honest_report_passes(medium: Sample, tmp_path: Path) -> None:
    verdict = verify_folder(write(tmp_path, medium), medium.kit)

    assert verdict.ok
    assert verdict.findings == ()
    assert verdict.model_hash == medium.model.hash
    assert len(verdict.compared) == 5


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, own: Sample) -> dict[str, bytes]:
    """The files of a signed list: small, so that many of its bits can be tried."""
    folder = tmp_path_factory.mktemp("released")
    write(folder, own)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.long
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_bit_in_any_file_is_found(
    data: st.DataObject, released: dict[str, bytes], own: Sample, tmp_path: Path
) -> None:
    name = data.draw(st.sampled_from(sorted(released)))
    bit = data.draw(st.integers(0, len(released[name]) * 8 - 1))
    for each, content in released.items():
        (tmp_path / each).write_bytes(content)
    changed = bytearray(released[name])
    changed[bit // 8] ^= 1 << bit % 8
    (tmp_path / name).write_bytes(changed)

    verdict = verify_folder(tmp_path / "report.json", own.kit)

    assert not verdict.holds
    assert name in {finding.file for finding in verdict.findings if finding.code.serious}


def test_without_a_changed_bit_the_same_check_finds_nothing(
    released: dict[str, bytes], own: Sample, tmp_path: Path
) -> None:
    for each, content in released.items():
        (tmp_path / each).write_bytes(content)

    assert verify_folder(tmp_path / "report.json", own.kit).holds


@pytest.mark.parametrize("change", ["cut", "more"])
def test_a_file_that_is_longer_or_shorter_is_found(
    released: dict[str, bytes], own: Sample, tmp_path: Path, change: str
) -> None:
    for name, data in released.items():
        for each, content in released.items():
            (tmp_path / each).write_bytes(content)
        (tmp_path / name).write_bytes(data[:-1] if change == "cut" else data + b"\n")

        assert not verify_folder(tmp_path / "report.json", own.kit).holds, name


def test_a_report_of_another_period_put_in_its_place_is_found(
    medium: Sample, large: Sample, tmp_path: Path
) -> None:
    path = write(tmp_path, medium)
    write(tmp_path / "other", large)
    (tmp_path / "report.nl.pdf").write_bytes((tmp_path / "other" / "report.nl.pdf").read_bytes())

    assert codes(path, medium) == {FindingCode.FILE_DIFFERS}


def test_a_pool_without_a_signature_is_not_trusted(medium: Sample, tmp_path: Path) -> None:
    assert codes(write(tmp_path, medium, seed=None), medium) == {FindingCode.NOT_SIGNED}


def test_a_pool_signed_by_somebody_else_is_not_trusted(medium: Sample, tmp_path: Path) -> None:
    assert codes(write(tmp_path, medium, seed=bytes(32)), medium) == {FindingCode.OTHER_SIGNER}


def test_a_signature_of_another_report_is_not_trusted(medium: Sample, large: Sample, tmp_path: Path) -> None:
    path = write(tmp_path, medium)
    signature = signatures.sign(make.TRUSTEE_SEED, envelope.message(large.model))
    path.write_bytes(envelope.sealed(medium.model, signature=signature, signer=medium.kit.trustee_sign_key))

    assert codes(path, medium) == {FindingCode.SIGNATURE_WRONG}


def test_a_signature_made_for_another_purpose_is_not_trusted(medium: Sample, tmp_path: Path) -> None:
    path = write(tmp_path, medium)
    signature = signatures.sign(make.TRUSTEE_SEED, medium.model.canonical())
    path.write_bytes(envelope.sealed(medium.model, signature=signature, signer=medium.kit.trustee_sign_key))

    assert codes(path, medium) == {FindingCode.SIGNATURE_WRONG}


def test_a_report_of_another_edition_of_the_kit_is_named(medium: Sample, tmp_path: Path) -> None:
    other = replace(medium.kit, kit_hash="0" * 64)

    assert {f.code for f in verify_folder(write(tmp_path, medium), other).findings} == {
        FindingCode.OTHER_PROGRAMME
    }


def test_without_a_kit_the_report_holds_together_and_is_not_called_sound(
    medium: Sample, tmp_path: Path
) -> None:
    verdict = verify_folder(write(tmp_path, medium))

    assert verdict.holds
    assert not verdict.ok
    assert [finding.code for finding in verdict.findings] == [FindingCode.SIGNER_UNKNOWN]


def test_an_unsigned_list_holds_together_and_is_not_called_sound(own: Sample, tmp_path: Path) -> None:
    verdict = verify_folder(write(tmp_path, own, seed=None), own.kit)

    assert verdict.holds
    assert not verdict.ok
    assert [finding.code for finding in verdict.findings] == [FindingCode.LIST_NOT_SIGNED]


def test_files_that_are_not_there_are_named_and_no_fault(medium: Sample, tmp_path: Path) -> None:
    path = write(tmp_path, medium)
    (tmp_path / "report.csv").unlink()
    verdict = verify_folder(path, medium.kit)

    assert verdict.ok
    assert verdict.findings == (Finding(FindingCode.FILE_MISSING, "report.csv"),)


def test_the_report_before_must_be_the_one_that_is_named(
    medium: Sample, sparse: Sample, tmp_path: Path
) -> None:
    first = write(tmp_path / "first", medium)
    second = make.pool_sample(people=150, mentors=80, rated=99, previous=medium.model.hash)
    path = write(tmp_path / "second", second)
    other = write(tmp_path / "other", sparse)

    assert verify_folder(path, second.kit, previous=first).ok
    # The samples are over the same months, and the chain holds only between the first two.
    assert [f.code for f in verify_folder(path, second.kit, previous=other).findings] == [
        FindingCode.CHAIN_BROKEN,
        FindingCode.SAME_MONTHS,
    ]


def test_another_version_of_the_program_is_named(medium: Sample, tmp_path: Path) -> None:
    verdict = verify_folder(write(tmp_path, medium), medium.kit, software="9.9.9")

    assert [finding.code for finding in verdict.findings] == [FindingCode.OTHER_VERSION]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"model":1}', b"\xff\xfe", b"[" * 100_000])
def test_anything_else_is_not_a_report(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)

    assert [f.code for f in verify_folder(path).findings] == [FindingCode.NOT_A_REPORT]


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert [f.code for f in verify_folder(tmp_path / "report.json").findings] == [FindingCode.UNREADABLE]


@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_has_a_sentence_that_names_the_file_and_no_folder(code: FindingCode) -> None:
    set_language("en")

    assert "report.csv" in finding_text(Finding(code, "report.csv"))


SIGNED = "report.json was signed by the trustee named in this kit."


def said(path: Path, sample: Sample, *, with_kit: bool = True) -> list[str]:
    """What is said about who signed."""
    set_language("en")
    kit = sample.kit if with_kit else None
    return signer_lines(verify_folder(path, kit), path.name, kit)


def test_that_the_trustee_of_the_kit_signed_is_said_with_the_words_of_the_key(
    medium: Sample, tmp_path: Path
) -> None:
    path = write(tmp_path, medium)
    assert said(path, medium) == [
        SIGNED,
        f"The trustee's key in eight words: {spoken(medium.kit.trustee_sign_key)}",
    ]
    # The signature is under the figures; that a file beside them differs is another finding.
    (tmp_path / "report.csv").write_bytes(b"other")
    assert said(path, medium)[0] == SIGNED


@pytest.mark.parametrize("seed", [None, bytes(32)])
def test_of_any_other_signature_or_none_it_is_never_said(
    medium: Sample, tmp_path: Path, seed: bytes | None
) -> None:
    path = write(tmp_path, medium, seed=seed)
    assert said(path, medium) == []
    assert not verify_folder(path, medium.kit).trustee_signed


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bit=st.integers(0, 64 * 8 - 1))
def test_a_signature_with_another_bit_is_not_the_trustees(bit: int, medium: Sample, tmp_path: Path) -> None:
    signature = bytearray(bytes.fromhex(signatures.sign(make.TRUSTEE_SEED, envelope.message(medium.model))))
    path, signer = tmp_path / "report.json", medium.kit.trustee_sign_key
    path.write_bytes(envelope.sealed(medium.model, signature=signature.hex(), signer=signer))
    assert said(path, medium)[0] == SIGNED
    signature[bit // 8] ^= 1 << bit % 8
    path.write_bytes(envelope.sealed(medium.model, signature=signature.hex(), signer=signer))
    assert said(path, medium) == []


def test_without_a_kit_it_is_said_how_one_could_tell(medium: Sample, tmp_path: Path) -> None:
    (line,) = said(write(tmp_path, medium), medium, with_kit=False)
    assert "--kit" in line


def test_of_a_list_nobody_is_said_to_have_signed_it(own: Sample, tmp_path: Path) -> None:
    assert said(write(tmp_path, own, seed=None), own) == []
    assert said(write(tmp_path / "signed", own), own) == []
    assert not verify_folder(tmp_path / "signed" / "report.json", own.kit).trustee_signed


def test_of_a_file_that_cannot_be_read_nobody_signed(medium: Sample, tmp_path: Path) -> None:
    assert said(tmp_path / "report.json", medium) == []
