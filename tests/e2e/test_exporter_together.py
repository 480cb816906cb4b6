"""Lead and trustee open a pool together: what counts, what is refused and why, and that nobody can alone."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.e2e.programme import (
    Ran,
    contribute,
    export,
    facts_of,
    make_programme,
    make_vault,
    passphrase_frame,
)
from tests.e2e.together import MENTORS, Pair, make_pair, seed_of
from tests.unit.disclosure.support import PERIOD

from careernotes.disclosure.counting import add
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period
from careernotes.exporter.collecting import about
from careernotes.exporter.opening import Together
from careernotes.report.method_words import LIMIT_ONE_KEEPER, RULE_SHARES, SHARES_NOT_RUN
from careernotes.sealing.collected_file import Collected, collected_bytes, read_collected
from careernotes.sealing.contribution_file import open_contribution, seal_contribution
from careernotes.sealing.enrolment_file import spoken
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.programme_keys import Role
from careernotes.sealing.shares import MODULUS, summed
from careernotes.sealing.sum_file import LeadSum, open_sum, seal_sum

NEXT = Period.parse("2026-H2")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Nine mentors whose halves have all arrived; list and sum are made."""
    made = make_pair(tmp_path_factory.mktemp("together") / "programme")
    assert made.exchange().code == 0
    return made


@pytest.fixture
def pair(whole: Pair, tmp_path: Path) -> Pair:
    """A copy that a test may change."""
    return whole.copy(tmp_path / "programme")


def found(ran: Ran) -> dict[str, object]:
    return next(event for event in ran.events if event["event"] == "inbox")


def opened_sum(pair: Pair, path: Path | None = None) -> LeadSum:
    with pair.keys("trustee") as keys:
        return open_sum(
            (path or pair.sum_file).read_bytes(),
            box_private=keys.box_private,
            lead_sign_key=pair.opened.kit.lead_sign_key,
        )


def resealed(pair: Pair, changed: LeadSum) -> None:
    """The lead's own program lies: another sum, rightly signed and sealed."""
    with pair.keys("lead") as keys:
        data = seal_sum(changed, sign_seed=keys.sign_private, box_key=pair.opened.kit.trustee_box_key)
    pair.sum_file.write_bytes(data)


def test_both_together_make_the_report_of_the_exact_sum(pair: Pair, tmp_path: Path) -> None:
    preview = pair.pool()
    assert preview.code == 0, preview.out
    assert found(preview)["accepted"] == found(preview)["distinct_signers"] == MENTORS
    released = pair.pool(out=tmp_path / "report")
    assert released.result["model"] == preview.result["model"]
    page = next((tmp_path / "report").glob("*.en.html")).read_text("utf-8")
    assert RULE_SHARES.en in page
    assert SHARES_NOT_RUN.en not in page
    assert LIMIT_ONE_KEEPER.en not in page
    with pair.keys("trustee") as keys:
        masked = [
            open_contribution(path.read_bytes(), box_private=keys.box_private).counters
            for path in sorted(pair.inbox("trustee").iterdir())
        ]
    sum_of_halves = [
        (hidden + sum(column)) % MODULUS
        for hidden, *column in zip(opened_sum(pair).mask, *masked, strict=True)
    ]
    assert tuple(sum_of_halves) == add((one.counters for one in pair.sent.values()), pair.opened.plan)


@pytest.mark.long
def test_the_whole_way_as_real_processes(tmp_path: Path) -> None:
    """Keys behind the real derivation; one mentor with a real vault, the others' files made beforehand."""
    pair = make_pair(tmp_path / "programme", profile=KdfProfile.FLOOR, mentors=9)
    vault = make_vault(tmp_path / "mine.careernotes", facts_of(12, first=5000))
    common = ("--kit", pair.programme.kit, "--keys-stdin")
    request = tmp_path / "mine.cnenrol"
    mine = export("enrol", *common, "--vault", vault.folder, "--out", request, stdin=vault.keys)
    words = str(mine.result["words"])
    assert len(words.split()) == 8
    page = PdfReader(tmp_path / "mine.pdf").pages[0].extract_text()
    assert all(word in page for word in words.split())
    sent = contribute(pair.programme, vault, "--out", tmp_path / "mine.cncontrib")
    assert sent.code == 0, sent.err
    shutil.move(tmp_path / "mine.cncontrib", pair.inbox("trustee"))
    shutil.move(tmp_path / "mine.lead.cncontrib", pair.inbox("lead"))

    def keeper(who: str, *arguments: str | Path) -> Ran:
        key = ("--key", pair.folder / f"{who}.cnkey")
        return export(*arguments, *common, *key, stdin=passphrase_frame())

    def with_inbox(who: str, verb: str, *more: str | Path) -> Ran:
        files = ("--inbox", pair.inbox(who), "--enrolled", pair.mentors(who), "--period", "2026-H1")
        return keeper(who, verb, *files, *more)

    for who in ("lead", "trustee"):
        list_file = ("--list", pair.mentors(who))
        added = keeper(who, "enrolled", "add", request, *list_file, "--words", words)
        assert len(added.result["mentors"]) == 10  # type: ignore[arg-type] - a list
    assert with_inbox("trustee", "collect", "--out", pair.list_file).code == 0
    ledger = ("--ledger", pair.ledger("lead"), "--out", pair.sum_file)
    summed = with_inbox("lead", "sum", "--list", pair.list_file, *ledger)
    assert (summed.code, summed.result["counted"]) == (0, 10), summed.out
    given = ("--ledger", pair.ledger("trustee"), "--sum", pair.sum_file)
    released = with_inbox("trustee", "pool", *given, "--release", "--out", tmp_path / "report")
    assert released.code == 0, released.out
    assert export("verify", tmp_path / "report" / "report.json", "--kit", pair.programme.kit).code == 0


def test_without_the_leads_sum_the_trustee_opens_nothing(pair: Pair) -> None:
    ran = pair.pool(together=Together(enrolled=pair.mentors("trustee")))
    assert (ran.code, ran.error) == (2, "CN479")


def test_without_a_list_of_mentors_nothing_is_opened_or_added_up(pair: Pair) -> None:
    pair.mentors("trustee").unlink()
    assert pair.pool().error == pair.collect().error == "CN488"
    pair.mentors("lead").unlink()
    assert pair.sum(out=pair.folder / "again.cnsum").error == "CN488"


@pytest.mark.parametrize("missing", ["lead", "trustee"])
def test_a_mentor_of_whom_one_half_arrived_drops_out_and_nobody_else_does(
    tmp_path: Path, missing: str
) -> None:
    pair = make_pair(tmp_path / "programme")
    (other,) = {"lead", "trustee"} - {missing}
    pair.enrol([20])
    pair.send(20, only=other)
    summed = pair.exchange()
    side = "half_here" if other == "lead" else "half_there"
    assert found(summed)[side] == 1
    ran = pair.pool()
    assert found(ran)["accepted"] == MENTORS
    assert found(ran)["half_there" if other == "lead" else "half_here"] == 1


def test_two_halves_of_different_revisions_do_not_count(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme")
    pair.send(1, pair.contribution(1, 5, revision=2, contribution_id="ee" * 16), only="lead")
    summed = pair.exchange()
    assert summed.result["counted"] == MENTORS - 1
    assert found(summed)["half_here"] == found(summed)["half_there"] == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"programme_id": "ff" * 16}, "CN436"),
        ({"period": NEXT}, "CN439"),
        ({"kit_hash": "ff" * 32}, "CN437"),
        ({"taxonomy_hash": "ff" * 32}, "CN437"),
        ({"plan_hash": "ff" * 32}, "CN438"),
        ({"counters": (1, 2, 3)}, "CN438"),
        ({"seen": "ff" * 32}, "CN447"),
    ],
)
def test_a_half_that_belongs_elsewhere_is_refused_with_its_own_code(
    tmp_path: Path, change: dict[str, object], code: str
) -> None:
    pair = make_pair(tmp_path / "programme", mentors=6)
    pair.enrol([20])
    pair.send(20, pair.contribution(20, **change))
    pair.exchange()
    (refused,) = found(pair.pool())["refused"]  # type: ignore[misc] - a list
    name = next(path.name for path in pair.inbox("trustee").glob("20-*"))
    assert (refused["file"], refused["code"]) == (name, code)
    assert refused["why"]


def test_unknown_ended_swapped_whole_and_damaged_files_are_refused_with_their_own_codes(
    tmp_path: Path,
) -> None:
    pair = make_pair(tmp_path / "programme")
    pair.send(30)
    assert pair.revoke(" ".join(spoken(pair.sent[2].signer).split()[:3]), "trustee").code == 0
    inbox = pair.inbox("trustee")
    shutil.copy(next(pair.inbox("lead").glob("3-*")), inbox / "swapped.cncontrib")
    good = next(inbox.glob("4-*")).read_bytes()
    (inbox / "short.cncontrib").write_bytes(good[:-100])
    (inbox / "bent.cncontrib").write_bytes(good[:300] + bytes([good[300] ^ 1]) + good[301:])
    alone = make_pair(tmp_path / "other", mentors=1)
    shutil.copy(next(alone.inbox("trustee").iterdir()), inbox / "other.cncontrib")
    sealed = seal_contribution(
        pair.contribution(5), sign_seed=seed_of(5), box_key=pair.opened.kit.trustee_box_key
    )
    (inbox / "whole.cncontrib").write_bytes(sealed)
    codes = {str(each["file"]).split("-")[0]: each["code"] for each in found(pair.collect())["refused"]}
    assert codes == {
        "30": "CN442", "2": "CN444", "swapped.cncontrib": "CN445", "short.cncontrib": "CN432",
        "bent.cncontrib": "CN434", "other.cncontrib": "CN433", "whole.cncontrib": "CN446",
    }  # fmt: skip


def test_an_older_list_of_mentors_brings_nobody_back(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme")
    before = pair.mentors("trustee").read_bytes()
    first_words = " ".join(spoken(pair.sent[2].signer).split()[:3])
    assert pair.revoke(first_words, "trustee").code == 0
    newest = pair.mentors("trustee").read_bytes()
    for old in (before, None):
        pair.mentors("trustee").unlink()
        if old is not None:
            pair.mentors("trustee").write_bytes(old)
        ran = pair.revoke(first_words, "trustee")
        assert (ran.code, ran.error) == (5, "CN468")
    pair.mentors("trustee").write_bytes(newest)
    assert pair.collect().result["names"] == MENTORS - 1


def test_the_words_to_take_somebody_off_must_stand_for_one(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme", mentors=2)
    words = spoken(pair.sent[1].signer).split()
    for typed in (words[:2], ["no", "such", "words"], []):
        assert pair.revoke(" ".join(typed), "lead").error == "CN487"
    assert pair.revoke(" ".join(words), "lead").code == 0


def test_a_list_of_mentors_of_somebody_else_or_changed_is_refused(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme", mentors=2)
    signed = pair.mentors("lead").read_bytes()
    for data in (pair.mentors("trustee").read_bytes(), signed.replace(b'"edition":1', b'"edition":2'), b"{}"):
        pair.mentors("lead").write_bytes(data)
        assert pair.collect("lead").error == "CN486"


def test_the_same_half_twice_counts_once_and_a_replayed_older_one_not_at_all(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "programme")
    for who in ("lead", "trustee"):
        shutil.copy(next(pair.inbox(who).glob("1-*")), pair.inbox(who) / "copy.cncontrib")
    pair.send(2, pair.contribution(2, 4, revision=2, contribution_id="ab" * 16))
    summed = pair.exchange()
    assert summed.result["counted"] == MENTORS
    assert len(found(summed)["superseded"]) == 2
    ran = pair.pool()
    assert found(ran)["accepted"] == MENTORS
    names = set(opened_sum(pair).counted)
    assert pair.contribution(2, 4, revision=2, contribution_id="ab" * 16).name in names
    assert pair.contribution(2).name not in names


def test_another_trustees_list_or_one_for_other_months_is_refused(pair: Pair, tmp_path: Path) -> None:
    other = make_pair(tmp_path / "other", mentors=1)
    other.collect(out=other.list_file)
    ahead = tmp_path / "ahead.cnlist"
    pair.collect(period=NEXT, out=ahead)
    own = tmp_path / "own.cnlist"
    pair.collect("lead", out=own)
    junk = tmp_path / "junk.cnlist"
    junk.write_bytes(b"{}")
    out = tmp_path / "new.cnsum"
    codes = [pair.sum(theirs=each, out=out).error for each in (other.list_file, ahead, own, junk)]
    assert codes == ["CN481", "CN482", "CN481", "CN480"]
    assert not out.exists()


def test_a_list_holds_names_and_nothing_of_anybodys_numbers(pair: Pair) -> None:
    plain = json.loads(pair.list_file.read_bytes())["collected"]
    assert set(plain) == {
        "schema", "role", "programme_id", "kit_hash", "plan_hash", "taxonomy_hash", "period", "names",
    }  # fmt: skip
    assert plain["names"] == sorted(one.name for one in pair.sent.values())
    text = pair.list_file.read_text()
    for one in pair.sent.values():
        assert one.signer not in text
        assert one.mentor_token not in text
        assert one.contribution_id not in plain["names"]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda _data: b"something else", "CN470"),
        (lambda data: data[:8] + b"\x02" + data[9:], "CN471"),
        (lambda data: data[:-1000], "CN472"),
        (lambda data: data[:9] + bytes(32) + data[41:], "CN473"),
        (lambda data: data[:500] + bytes([data[500] ^ 1]) + data[501:], "CN474"),
    ],
)
def test_a_damaged_or_foreign_sum_is_refused_with_its_own_code(
    pair: Pair, damage: Callable[[bytes], bytes], code: str
) -> None:
    pair.sum_file.write_bytes(damage(pair.sum_file.read_bytes()))
    ran = pair.pool()
    assert (ran.code, ran.error) == (5, code)


def test_a_sum_signed_by_anybody_but_the_lead_is_refused(pair: Pair) -> None:
    given = opened_sum(pair)
    data = seal_sum(given, sign_seed=seed_of(77), box_key=pair.opened.kit.trustee_box_key)
    pair.sum_file.write_bytes(data)
    assert pair.pool().error == "CN475"


def test_a_sum_for_other_months_or_of_another_length_is_refused(pair: Pair) -> None:
    given = opened_sum(pair)
    for changed in (
        replace(given, about=replace(given.about, period=NEXT)),
        replace(given, about=replace(given.about, kit_hash="ff" * 32)),
        replace(given, mask=given.mask[:-1]),
    ):
        resealed(pair, changed)
        assert pair.pool().error == "CN476"


def test_a_sum_that_counts_what_the_trustee_does_not_have_is_refused(pair: Pair) -> None:
    next(pair.inbox("trustee").glob("3-*")).unlink()
    ran = pair.pool()
    assert (ran.error, found(ran)["half_there"]) == ("CN477", 1)


def test_a_false_half_gives_numbers_out_of_range_and_no_content(pair: Pair) -> None:
    given = opened_sum(pair)
    people = pair.opened.plan.position[FigureKey(TableId.PEOPLE)]
    for place, more in ((people, MODULUS - 50), (people, 10**6), (people + 1, 2**63)):
        mask = tuple((n + (at == place) * more) % MODULUS for at, n in enumerate(given.mask))
        resealed(pair, replace(given, mask=mask))
        ran = pair.pool()
        assert ran.error == "CN478"
        assert str(more) not in ran.out
    resealed(pair, given)
    assert pair.pool().code == 0


def test_the_lead_gives_no_sum_over_a_few_mentors(tmp_path: Path) -> None:
    """A trustee who asks for a list of one would get that mentor's mask, and hold the other half already."""
    pair = make_pair(tmp_path / "programme")
    for few in (1, 4):
        names = tuple(sorted(pair.contribution(number).name for number in range(1, few + 1)))
        listed = Collected(role=Role.TRUSTEE, about=about(pair.opened, PERIOD), names=names)
        with pair.keys("trustee") as keys:
            pair.list_file.write_bytes(collected_bytes(listed, keys.sign_private))
        ran = pair.sum()
        assert (ran.code, ran.error) == (3, "CN483")
    assert not pair.sum_file.exists()
    assert pair.exchange().code == 0


def test_the_trustees_program_opens_no_sum_over_a_few_mentors_either(pair: Pair) -> None:
    """Also when the lead's own program gave one: a pool of four is nobody's to see."""
    given, few = opened_sum(pair), {pair.sent[number].name for number in range(1, 5)}
    resealed(pair, replace(given, counted=tuple(sorted(few)), mask=mask_over(pair, few)))
    ran = pair.pool()
    assert (ran.code, ran.error) == (3, "CN483")
    resealed(pair, given)
    assert pair.pool().code == 0


def test_no_second_sum_over_fewer_or_more_contributions(pair: Pair, tmp_path: Path) -> None:
    with pair.keys("trustee") as keys:
        listed = read_collected(pair.list_file.read_bytes(), Role.TRUSTEE, keys.public.sign_key)
        fewer = replace(listed, names=listed.names[:-1])
        (tmp_path / "fewer.cnlist").write_bytes(collected_bytes(fewer, keys.sign_private))
    ran = pair.sum(theirs=tmp_path / "fewer.cnlist", out=tmp_path / "fewer.cnsum")
    assert (ran.code, ran.error) == (4, "CN449")
    pair.enrol([20])
    pair.send(20)
    pair.collect(out=tmp_path / "more.cnlist")
    assert pair.sum(theirs=tmp_path / "more.cnlist", out=tmp_path / "more.cnsum").error == "CN449"
    assert pair.sum(out=tmp_path / "same.cnsum").code == 0
    assert opened_sum(pair, tmp_path / "same.cnsum").mask == opened_sum(pair).mask
    assert pair.sum(reprint=True, out=tmp_path / "again.cnsum").code == 0
    assert opened_sum(pair, tmp_path / "again.cnsum") == opened_sum(pair)


def test_no_second_sum_over_months_that_overlap(pair: Pair, tmp_path: Path) -> None:
    ran = pair.sum(period=NEXT, reprint=True, out=tmp_path / "next.cnsum")
    assert (ran.code, ran.error) == (4, "CN412")


def mask_over(pair: Pair, names: set[str]) -> tuple[int, ...]:
    """What the lead's halves of these contributions add up to."""
    length = len(opened_sum(pair).mask)
    with pair.keys("lead") as keys:
        opened = [
            open_contribution(path.read_bytes(), box_private=keys.box_private)
            for path in pair.inbox("lead").iterdir()
        ]
    return summed((half.mask(length) for half in opened if half.name in names), length)


def without_the_first(pair: Pair) -> LeadSum:
    """A sum over one mentor less, as a lead's own program could make it."""
    given, names = opened_sum(pair), {pair.sent[number].name for number in range(2, MENTORS + 1)}
    return replace(given, counted=tuple(sorted(names)), mask=mask_over(pair, names))


def test_a_pool_is_opened_as_one_set_and_never_as_another(pair: Pair, tmp_path: Path) -> None:
    assert pair.pool().code == 0
    given = opened_sum(pair)
    resealed(pair, without_the_first(pair))
    subset = pair.pool()
    assert (subset.code, subset.error) == (4, "CN448")
    resealed(pair, given)
    assert pair.pool(out=tmp_path / "report").code == 0
    again = pair.pool()
    assert (again.code, again.error) == (4, "CN410")


def test_control_the_same_subset_opens_when_nothing_was_opened_before(pair: Pair) -> None:
    resealed(pair, without_the_first(pair))
    ran = pair.pool()
    assert (ran.code, found(ran)["left_out"]) == (0, 1)


def test_a_pool_of_one_big_and_many_small_mentors_is_refused_under_sharing(tmp_path: Path) -> None:
    """Dominance: the squares of each mentor's people are shared counters too, so their sum still tells."""
    sizes = {"one dominates": [60, *[4] * 8], "spread": [9] * 9}
    for name, people in sizes.items():
        pair = make_pair(tmp_path / name, mentors=0)
        pair.enrol(range(1, 10))
        for number, many in enumerate(people, start=1):
            pair.send(number, pair.contribution(number, many))
        assert pair.exchange().code == 0
        ran = pair.pool()
        assert (ran.code, ran.code or ran.result["released"]) == ((3, 3) if "one" in name else (0, False))


def test_an_old_kit_still_opens_by_the_trustee_alone_and_needs_no_halves(tmp_path: Path) -> None:
    alone = make_programme(tmp_path / "alone")
    vault = make_vault(tmp_path / "m.careernotes", facts_of(9))
    sent = contribute(alone, vault, "--out", tmp_path / "m.cncontrib")
    assert sent.code == 0
    assert [path.name for path in tmp_path.glob("*.cncontrib")] == ["m.cncontrib"]
