"""The exporter as a user meets it: its own process, real vaults, real keys, real files."""

import datetime as dt
import io
import json
import os
import shutil
import tomllib
from functools import partial
from pathlib import Path

import pytest
from tests.e2e.programme import (
    PASSPHRASE,
    ROOT,
    Programme,
    Vault,
    contribute,
    contribute_here,
    export,
    facts_of,
    frame,
    make_programme,
    make_vault,
    passphrase_frame,
    theme_list,
)
from tests.unit.disclosure.support import GENERAL

from careernotes.exporter.errors import exit_code_of
from careernotes.exporter.kits import new_kit, show_kit, sign_kit
from careernotes.exporter.programme import SOFTWARE
from careernotes.sealing.errors import NotAKitError
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keypipe import FrameKind, read_frame
from careernotes.sealing.keys import programme_sign_seed
from careernotes.sealing.programme_keys import Role, create_key_file, open_key_file
from careernotes.sealing.signatures import public_of

REPORT_FILES = {
    "report.en.pdf", "report.nl.pdf", "report.en.html", "report.nl.html", "report.csv", "report.json",
}  # fmt: skip
MENTORS, PEOPLE_EACH = 9, 9


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One programme and its mentors' vaults; the contributions of all of them are in the inbox."""
    folder = tmp_path_factory.mktemp("programme")
    programme = make_programme(folder / "programme")
    for number in range(MENTORS):
        vault = make_vault(folder / f"{number}.careernotes", facts_of(PEOPLE_EACH, first=1 + 100 * number))
        (folder / f"{number}.keys").write_bytes(vault.keys)
        target = programme.inbox / f"{number}.cncontrib"
        if number:
            contribute_here(programme, vault, target)
            continue
        # One of them as a mentor does it.
        sent = contribute(programme, vault, "--out", target)
        assert sent.code == 0, sent.err + sent.out
    return folder


@pytest.fixture
def world(home: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(home, tmp_path / "world")


@pytest.fixture
def programme(world: Path) -> Programme:
    return Programme(folder=world / "programme")


@pytest.fixture
def vault(world: Path) -> Vault:
    """One mentor with nine people, who has already contributed."""
    return Vault(folder=world / "0.careernotes", keys=(world / "0.keys").read_bytes())


@pytest.fixture
def big_vault(tmp_path: Path) -> Vault:
    """One mentor with fourteen people, who has not contributed yet."""
    return make_vault(tmp_path / "big.careernotes", facts_of(14))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_preview_shows_the_exact_counters_and_leaves_no_trace(
    programme: Programme, big_vault: Vault
) -> None:
    before = contents(big_vault.folder)
    ran = contribute(programme, big_vault)
    assert ran.code == 0, ran.err
    body = ran.result["contribution"]
    assert body["counters"]["people/0/0"] == 14
    assert body["counters"]["areas/1/0"] == body["counters"]["areas/2/0"] == 7
    assert body["revision"] == 1
    assert contents(big_vault.folder) == before
    steps = [event["step"] for event in ran.events if event["event"] == "progress"]
    assert steps == ["closed", "read", "count", "seal", "done"]


def test_a_contribution_is_replaced_by_a_later_revision(
    programme: Programme, vault: Vault, tmp_path: Path
) -> None:
    again = contribute(programme, vault, "--out", tmp_path / "again.cncontrib")
    assert again.code == 0
    assert again.result["contribution"]["revision"] == 2
    shutil.copy(tmp_path / "again.cncontrib", programme.inbox)
    found = next(e for e in programme.pool().events if e["event"] == "inbox")
    assert (found["accepted"], found["superseded"]) == (MENTORS, ["0.cncontrib"])


def test_nothing_is_contributed_when_nobody_is_counted(programme: Programme, tmp_path: Path) -> None:
    empty = make_vault(tmp_path / "empty.careernotes", facts_of(0))
    ran = contribute(programme, empty, "--out", tmp_path / "empty.cncontrib")
    assert (ran.code, ran.error) == (3, "CN403")
    assert not (tmp_path / "empty.cncontrib").exists()


def test_an_existing_file_is_never_overwritten(
    programme: Programme, big_vault: Vault, tmp_path: Path
) -> None:
    (tmp_path / "taken.cncontrib").write_bytes(b"mine")
    ran = contribute(programme, big_vault, "--out", tmp_path / "taken.cncontrib")
    assert (ran.code, ran.error) == (7, "CN450")
    assert (tmp_path / "taken.cncontrib").read_bytes() == b"mine"
    assert contribute(programme, big_vault).result["contribution"]["revision"] == 1


def test_the_pool_makes_the_same_model_in_preview_and_release_and_reprints_byte_for_byte(
    programme: Programme, tmp_path: Path
) -> None:
    preview = programme.pool()
    assert preview.code == 0, preview.err
    released = programme.pool(release=tmp_path / "report")
    assert released.code == 0, released.err
    assert preview.result["model"] == released.result["model"]
    assert set(contents(tmp_path / "report")) == REPORT_FILES
    reprint = programme.pool(reprint=tmp_path / "again")
    assert reprint.code == 0, reprint.err
    assert contents(tmp_path / "again") == contents(tmp_path / "report")


def test_the_same_months_are_never_reported_twice(programme: Programme, tmp_path: Path) -> None:
    assert programme.pool(release=tmp_path / "report").code == 0
    for out in (None, tmp_path / "second"):
        again = programme.pool(release=out)
        assert (again.code, again.error) == (4, "CN410")
    assert not (tmp_path / "second").exists()


def test_the_next_report_names_the_one_before_it(programme: Programme, world: Path, tmp_path: Path) -> None:
    first = programme.pool(release=tmp_path / "first").result
    ledger = programme.ledger / "releases.db"
    size = ledger.stat().st_size
    assert first["model_hash"] == json.loads((tmp_path / "first" / "report.json").read_bytes())["hash"]
    assert size
    early = programme.pool(reprint=tmp_path / "other", period="2026-H2")
    assert (early.code, early.error) == (4, "CN412")


def test_reasons_are_on_the_screen_and_in_no_file(programme: Programme, tmp_path: Path) -> None:
    released = programme.pool(release=tmp_path / "report")
    reasons = released.result["reasons"]
    assert any(reason["reason"] == "nobody" for reason in reasons)
    for name, data in contents(tmp_path / "report").items():
        for word in (b"rounded_down", b"area_few", b"few_rated", b'nobody"'):
            assert word not in data, name


def test_a_pool_of_too_few_mentors_is_refused(programme: Programme, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(4):
        shutil.copy(programme.inbox / f"{number}.cncontrib", inbox)
    ran = programme.pool(inbox=inbox)
    assert (ran.code, ran.error) == (3, "CN402")


def test_bad_files_in_the_inbox_are_named_with_a_code_and_change_nothing(
    programme: Programme, tmp_path: Path
) -> None:
    clean = programme.pool().result["model"]
    good = (programme.inbox / "0.cncontrib").read_bytes()
    (programme.inbox / "a.cncontrib").write_bytes(b"something else entirely")
    (programme.inbox / "b.cncontrib").write_bytes(good[:-1000])
    (programme.inbox / "c.cncontrib").write_bytes(good[:500] + bytes([good[500] ^ 1]) + good[501:])
    (programme.inbox / "d.cncontrib").write_bytes(good[:8] + b"\x02" + good[9:])
    (programme.inbox / "e.cncontrib").write_bytes(good)
    other = make_programme(tmp_path / "other")
    late = make_vault(tmp_path / "late.careernotes", facts_of(9, first=5000))
    contribute(other, late, "--out", programme.inbox / "f.cncontrib")
    ran = programme.pool()
    found = next(e for e in ran.events if e["event"] == "inbox")
    assert {one["file"]: one["code"] for one in found["refused"]} == {
        "a.cncontrib": "CN430",
        "b.cncontrib": "CN432",
        "c.cncontrib": "CN434",
        "d.cncontrib": "CN431",
        "f.cncontrib": "CN433",
    }
    assert found["superseded"] == ["e.cncontrib"]
    assert ran.result["model"] == clean


def test_only_the_kits_trustee_can_open_the_inbox(programme: Programme, tmp_path: Path) -> None:
    other = make_programme(tmp_path / "other")
    stranger, lead = programme.pool(key=other.trustee), programme.pool(key=programme.lead)
    assert [(ran.code, ran.error) for ran in (stranger, lead)] == [(6, "CN465"), (6, "CN463")]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """A programme behind the real derivation, which the program itself insists on."""
    folder = tmp_path_factory.mktemp("real")
    made = make_programme(folder / "programme", KdfProfile.FLOOR)
    for number in range(MENTORS):
        vault = make_vault(folder / f"{number}.careernotes", facts_of(PEOPLE_EACH, first=1 + 100 * number))
        contribute_here(made, vault, made.inbox / f"{number}.cncontrib")
    return made


@pytest.mark.long
def test_the_trustees_process_opens_the_pool_by_frame_or_descriptor(real: Programme) -> None:
    by_frame = real.pool_process("--keys-stdin", stdin=passphrase_frame())
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    by_descriptor = real.pool_process("--passphrase-fd", str(reading), stdin=b"", pass_fds=(reading,))
    os.close(reading)
    assert by_frame.result["model"] == by_descriptor.result["model"]
    assert by_frame.events[-2] == {"event": "progress", "done": 1.0, "step": "done"}
    wrong = real.pool_process("--keys-stdin", stdin=passphrase_frame("another passphrase"))
    assert (wrong.code, wrong.error) == (6, "CN462")


def test_the_program_refuses_a_key_file_that_is_cheap_to_guess(programme: Programme) -> None:
    ran = programme.pool_process("--keys-stdin", stdin=passphrase_frame())
    assert (ran.code, ran.error) == (6, "CN150")


def test_a_list_is_released_once_and_reprinted_byte_for_byte(
    programme: Programme, big_vault: Vault, tmp_path: Path
) -> None:
    preview = theme_list(programme, big_vault)
    assert preview.code == 0, preview.err
    released = theme_list(programme, big_vault, "--release", "--out", tmp_path / "list")
    assert released.result["model"] == preview.result["model"]
    assert set(contents(tmp_path / "list")) == REPORT_FILES
    assert json.loads((tmp_path / "list" / "report.json").read_bytes())["signature"] is None
    again = theme_list(programme, big_vault, "--release", "--out", tmp_path / "list2")
    assert (again.code, again.error) == (4, "CN410")
    assert theme_list(programme, big_vault, "--reprint", "--out", tmp_path / "reprint").code == 0
    assert contents(tmp_path / "reprint") == contents(tmp_path / "list")


def test_the_trustee_is_told_how_many_senders_there_are_and_that_a_ledger_is_new(
    programme: Programme, tmp_path: Path
) -> None:
    first = programme.pool(release=tmp_path / "report")
    found = next(event for event in first.events if event["event"] == "inbox")
    assert found["distinct_signers"] == found["accepted"] == MENTORS
    assert len(set(found["signers"])) == MENTORS
    assert first.result["ledger_is_new"]


def test_a_list_names_no_list_before_it_and_a_mentor_signs_for_one_programme_only(
    programme: Programme, big_vault: Vault, tmp_path: Path
) -> None:
    assert theme_list(programme, big_vault, "--release", "--out", tmp_path / "list").code == 0
    model = json.loads((tmp_path / "list" / "report.json").read_bytes())["model"]
    assert model["chain"]["previous"] == ""
    sent = make_vault(tmp_path / "sent.careernotes", facts_of(14))
    _kind, (_themes, _releases, seed) = read_frame(io.BytesIO(sent.keys))
    body = contribute(programme, sent).result["contribution"]
    assert body["signer"] == public_of(programme_sign_seed(seed, body["programme_id"]))
    assert body["signer"] != public_of(seed)


def test_months_go_to_the_pool_or_into_the_list_never_both(
    programme: Programme, big_vault: Vault, tmp_path: Path
) -> None:
    assert theme_list(programme, big_vault, "--release", "--out", tmp_path / "list").code == 0
    after_list = contribute(programme, big_vault, "--out", tmp_path / "late.cncontrib")
    assert (after_list.code, after_list.error) == (4, "CN411")
    other = make_vault(tmp_path / "other.careernotes", facts_of(14))
    assert contribute(programme, other, "--out", tmp_path / "sent.cncontrib").code == 0
    after_contribution = theme_list(programme, other)
    assert (after_contribution.code, after_contribution.error) == (4, "CN411")


def test_fewer_than_twelve_people_get_no_list(programme: Programme, tmp_path: Path) -> None:
    small = make_vault(tmp_path / "small.careernotes", facts_of(11))
    ran = theme_list(programme, small)
    assert (ran.code, ran.error) == (3, "CN401")


@pytest.mark.parametrize(
    ("verb", "period"),
    [("list", "2026-Q1"), ("list", "2026"), ("contribute", "2026-Q1"), ("contribute", "x")],
)
def test_a_period_of_another_length_is_wrong_use(
    programme: Programme, big_vault: Vault, verb: str, period: str
) -> None:
    run = theme_list if verb == "list" else contribute
    ran = run(programme, big_vault, period=period)
    assert (ran.code, ran.error) == (2, "CN400")


def test_keys_come_by_frame_only(programme: Programme, big_vault: Vault) -> None:
    arguments = ("contribute", "--kit", programme.kit, "--vault", big_vault.folder, "--period", "2026-H1")
    assert export(*arguments).error == "CN464"
    assert export(*arguments, "--keys-stdin", stdin=b"").error == "CN153"
    assert export(*arguments, "--keys-stdin", stdin=passphrase_frame()).error == "CN153"
    assert export(*arguments, "--keys-stdin", stdin=b"x" * 300).error == "CN153"


def test_a_vault_with_other_keys_does_not_open(programme: Programme, big_vault: Vault) -> None:
    keys = frame(FrameKind.MENTOR, os.urandom(80), os.urandom(80), os.urandom(32))
    ran = contribute(programme, Vault(folder=big_vault.folder, keys=keys))
    assert (ran.code, ran.error) == (5, "CN112")


def test_a_person_reads_sentences_and_no_traceback(programme: Programme, big_vault: Vault) -> None:
    import subprocess
    import sys

    from tests.e2e.programme import environment

    command = [sys.executable, "-m", "careernotes.exporter", "contribute", "--kit", str(programme.kit),
               "--vault", str(big_vault.folder), "--period", "2026-H1", "--keys-stdin"]  # fmt: skip
    for tongue, words in (("en", "These numbers are in your contribution"), ("nl", "14")):
        done = subprocess.run(
            [*command, "--language", tongue],
            input=big_vault.keys,
            capture_output=True,
            env=environment(),
            check=True,
        )
        assert words in done.stdout.decode()
    done = subprocess.run(command, input=b"", capture_output=True, env=environment(), check=False)
    assert done.returncode == 6
    assert "CN153" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


# A real key takes seconds to make and to open; a short run has one that is cheap to guess.
@pytest.mark.parametrize(
    "module",
    ["tests.e2e.cheap_exporter", pytest.param("careernotes.exporter", marks=pytest.mark.long)],
)
def test_a_kit_goes_from_example_to_signed_file(tmp_path: Path, module: str) -> None:
    run = partial(export, module=module)
    made = run(
        "key",
        "new",
        "--role",
        "lead",
        "--out",
        tmp_path / "lead.cnkey",
        "--keys-stdin",
        stdin=passphrase_frame(),
    )
    assert (made.code, made.result["role"]) == (0, "lead")
    create_key_file(tmp_path / "trustee.cnkey", Role.TRUSTEE, PASSPHRASE, KdfProfile.TEST, allow_test=True)
    assert run("kit", "new", "--out", tmp_path / "kit.toml").code == 0
    signed = run(
        "kit", "sign", tmp_path / "kit.toml", "--key", tmp_path / "lead.cnkey",
        "--trustee", tmp_path / "trustee.cnkey",
        "--out", tmp_path / "kit.cnkit", "--keys-stdin", stdin=passphrase_frame(),
    )  # fmt: skip
    assert signed.code == 0, signed.out
    shown = run("kit", "show", tmp_path / "kit.cnkit")
    assert show_kit(tmp_path / "kit.cnkit").lines[0] == "To compare by phone, eight words each:"
    assert shown.result == signed.result
    written = tomllib.loads((tmp_path / "kit.toml").read_text("utf-8"))
    assert shown.result["kit"]["programme_id"] == written["programme_id"]
    assert set(shown.result["fingerprints"]) == {"kit", "lead", "lead_box", "trustee", "trustee_box"}


@pytest.mark.parametrize(
    ("change", "code", "facts"),
    [
        (("hide_below = 10", "hide_below = 9"), "CN423", {"place": "floors.hide_below"}),
        (("headcount = 900", "headcount = 49"), "CN423", {"place": "segments.business_area[0].headcount"}),
        (('period = "half_year"', 'period = "month"'), "CN423", {"place": "period"}),
        (("[title]", "surprise = 1\n[title]"), "CN423", {"place": "surprise"}),
        (("[title]", "[title"), "CN426", {}),
        (("[title]", 'lead_sign_key = "x"\n[title]'), "CN423", {"place": "lead_sign_key"}),
    ],
)
def test_a_mistake_in_a_description_is_named(
    programme: Programme, tmp_path: Path, change: tuple[str, str], code: str, facts: dict[str, str]
) -> None:
    new_kit(tmp_path / "kit.toml", today=dt.date(2026, 1, 1))
    text = (tmp_path / "kit.toml").read_text("utf-8")
    assert change[0] in text
    (tmp_path / "kit.toml").write_text(text.replace(*change, 1), "utf-8")
    with (
        open_key_file(programme.lead, PASSPHRASE, allow_test=True) as lead,
        pytest.raises(NotAKitError) as refused,
    ):
        sign_kit(tmp_path / "kit.toml", lead=lead, trustee=programme.trustee, out=tmp_path / "kit.cnkit")
    assert (exit_code_of(refused.value), refused.value.code) == (5, code)
    assert facts.items() <= refused.value.facts.items()
    assert not (tmp_path / "kit.cnkit").exists()


def test_a_bug_is_told_by_kind_and_place_and_never_quoted(programme: Programme, big_vault: Vault) -> None:
    from careernotes.exporter.speech import BugBarrier, Speech

    secret = "the text of a note"
    with pytest.raises(SystemExit) as ended, BugBarrier(Speech(as_json=True)):
        raise RuntimeError(secret)
    assert ended.value.code == 70
    assert ended.value.__cause__ is None


def test_the_version_in_reports_is_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Career Notes {project['version']}" == SOFTWARE


def test_half_a_release_can_be_finished_by_reprint(programme: Programme, tmp_path: Path) -> None:
    assert programme.pool(release=tmp_path / "report").code == 0
    whole = contents(tmp_path / "report")
    (tmp_path / "report" / "report.csv").unlink()
    assert programme.pool(reprint=tmp_path / "report").code == 0
    assert contents(tmp_path / "report") == whole
    (tmp_path / "report" / "report.csv").write_bytes(b"edited by hand")
    refused = programme.pool(reprint=tmp_path / "report")
    assert (refused.code, refused.error) == (7, "CN450")


def test_the_shipped_themes_shown_are_the_ones_people_talked_about(programme: Programme) -> None:
    reasons = programme.pool().result["reasons"]
    hidden = {reason["figure"] for reason in reasons}
    assert f"themes/{GENERAL[0]}/0" not in hidden
    assert f"themes/{GENERAL[5]}/0" in hidden


def test_a_released_report_verifies_and_a_changed_one_does_not(programme: Programme, tmp_path: Path) -> None:
    assert programme.pool(release=tmp_path / "report").code == 0
    report = tmp_path / "report" / "report.json"
    sound = export("verify", report, "--kit", programme.kit)
    assert (sound.code, sound.result["findings"]) == (0, [])
    assert len(sound.result["compared"]) == 5
    (tmp_path / "report" / "report.csv").write_bytes(b"other figures")
    changed = export("verify", report, "--kit", programme.kit)
    assert changed.code == 5
    assert [(f["code"], f["file"]) for f in changed.result["findings"]] == [("file_differs", "report.csv")]
    other = make_programme(tmp_path / "other")
    assert export("verify", report, "--kit", other.kit).code == 5
