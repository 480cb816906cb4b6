"""The trustee's inbox: what counts, what does not, and that no name or order matters."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.e2e.programme import PASSPHRASE, Programme, facts_of, make_programme
from tests.unit.disclosure.support import PERIOD

from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period
from careernotes.exporter.inbox import Inbox, read_inbox
from careernotes.exporter.programme import Programme as Opened
from careernotes.exporter.programme import open_programme
from careernotes.exporter.speech import Speech
from careernotes.sealing.contribution_file import Contribution, seal_contribution
from careernotes.sealing.errors import CannotReadError
from careernotes.sealing.programme_keys import open_key_file
from careernotes.sealing.signatures import public_of

ANNA, BERT = bytes([1]) * 32, bytes([2]) * 32


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return make_programme(tmp_path_factory.mktemp("inbox") / "programme")


@pytest.fixture(scope="module")
def opened(programme: Programme) -> Opened:
    return open_programme(programme.kit)


@pytest.fixture
def made(opened: Opened) -> Callable[..., Contribution]:
    """A contribution of one mentor, with anything changed."""
    numbers = iter(range(1, 1000))

    def make(seed: bytes = ANNA, people: int = 5, **changes: object) -> Contribution:
        plan = opened.plan
        whole = Contribution(
            programme_id=plan.programme_id,
            kit_hash=plan.kit_hash,
            plan_hash=plan.plan_hash,
            taxonomy_hash=plan.taxonomy_hash,
            period=PERIOD,
            contribution_id=f"{next(numbers):032x}",
            revision=1,
            mentor_token=seed[:1].hex() * 16,
            signer=public_of(seed),
            counters=count(facts_of(people), PERIOD, plan, opened.kit, opened.taxonomy),
        )
        return replace(whole, **changes)

    return make


@pytest.fixture
def inbox(tmp_path: Path, programme: Programme, opened: Opened) -> Callable[..., Inbox]:
    """Reads an inbox with these contributions, each under the file name it is given."""

    def read(**files: tuple[bytes, Contribution]) -> Inbox:
        for name, (seed, contribution) in files.items():
            sealed = seal_contribution(contribution, sign_seed=seed, box_key=opened.kit.trustee_box_key)
            (tmp_path / f"{name}.cncontrib").write_bytes(sealed)
        with open_key_file(programme.trustee, PASSPHRASE, allow_test=True) as keys:
            return read_inbox(
                tmp_path, opened, PERIOD, box_private=keys.box_private, progress=lambda _share: None
            )

    return read


def refusals(found: Inbox) -> dict[str, str]:
    return {each.name.removesuffix(".cncontrib"): each.code for each in found.refused}


def test_a_contribution_of_each_mentor_counts(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    found = inbox(one=(ANNA, made()), two=(BERT, made(BERT)))
    assert len(found.accepted) == 2
    assert found.refused == found.superseded == ()


def test_each_mismatch_has_its_own_code(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution], opened: Opened
) -> None:
    honest = made()
    people = opened.plan.position[FigureKey(TableId.PEOPLE)]
    lying = tuple(n + (place == people) * -1 for place, n in enumerate(honest.counters))
    found = inbox(
        programme=(ANNA, made(programme_id="ff" * 16)),
        period=(ANNA, made(period=Period.parse("2025-H2"))),
        kit=(ANNA, made(kit_hash="ff" * 32)),
        taxonomy=(ANNA, made(taxonomy_hash="ff" * 32)),
        plan=(ANNA, made(plan_hash="ff" * 32)),
        numbers=(ANNA, made(counters=lying)),
        short=(ANNA, made(counters=honest.counters[:-1])),
    )
    assert found.accepted == ()
    assert refusals(found) == {
        "programme": "CN436", "period": "CN439", "kit": "CN437", "taxonomy": "CN437", "plan": "CN438",
        "numbers": "CN440", "short": "CN440",
    }  # fmt: skip


def test_the_highest_revision_of_a_mentor_counts(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    newest = made(revision=3, people=7)
    found = inbox(a=(ANNA, made(revision=2)), b=(ANNA, newest), c=(ANNA, made(revision=1)))
    assert found.accepted == (newest,)
    assert found.superseded == ("a.cncontrib", "c.cncontrib")


def test_the_same_revision_twice_counts_for_nothing_and_no_older_one_comes_back(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    found = inbox(
        a=(ANNA, made(revision=1)), b=(ANNA, made(revision=2)), c=(ANNA, made(revision=2, people=9))
    )
    assert found.accepted == ()
    assert refusals(found) == {"b": "CN443", "c": "CN443"}


def test_two_contributions_under_one_name_are_both_refused(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    found = inbox(a=(ANNA, made(contribution_id="9" * 32)), b=(BERT, made(BERT, contribution_id="9" * 32)))
    assert found.accepted == ()
    assert refusals(found) == {"a": "CN441", "b": "CN441"}


def test_the_same_contribution_in_two_files_counts_once(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    one = made()
    found = inbox(a=(ANNA, one), b=(ANNA, one))
    assert found.accepted == (one,)
    assert found.superseded == ("b.cncontrib",)


def test_somebody_elses_token_does_not_replace_a_contribution(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution]
) -> None:
    honest = made(ANNA)
    found = inbox(a=(ANNA, honest), b=(BERT, made(BERT, mentor_token=honest.mentor_token, revision=99)))
    assert honest in found.accepted


def test_names_order_and_times_of_files_change_nothing(
    inbox: Callable[..., Inbox], made: Callable[..., Contribution], tmp_path: Path
) -> None:
    seeds = [bytes([n]) * 32 for n in range(1, 9)]
    contributions = [(seed, made(seed, people=n)) for n, seed in enumerate(seeds, start=1)]
    first = inbox(**{f"a{n}": each for n, each in enumerate(contributions)}).accepted
    for path in tmp_path.iterdir():
        path.unlink()
    second = inbox(**{f"z{99 - n}": each for n, each in enumerate(contributions)})
    for number, path in enumerate(tmp_path.iterdir()):
        os.utime(path, (number, number))
    assert first == second.accepted


def test_other_files_and_folders_are_passed_over(inbox: Callable[..., Inbox], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    (tmp_path / "folder.cncontrib").mkdir()
    assert inbox() == Inbox(accepted=(), refused=(), superseded=())


def test_a_missing_inbox_is_a_refusal(programme: Programme, opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(CannotReadError):
        read_inbox(tmp_path / "none", opened, PERIOD, box_private=bytearray(32), progress=lambda _share: None)


def test_a_file_name_cannot_move_the_cursor_or_turn_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[8mb\u202ec\nd.cncontrib"
    Speech(as_json=False).inbox({"accepted": 0, "refused": [{"file": name, "code": "CN430"}]})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "a\\x1b[8mb\\u202ec\\nd.cncontrib CN430" in lines[1]
    Speech(as_json=False).inbox({"superseded": ["één.cncontrib"]})
    assert "één.cncontrib" in capsys.readouterr().out
