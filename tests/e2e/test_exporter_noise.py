"""Reports with noise for a large programme: one draw, a year's budget, no switching, and what verify says."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.e2e.noisy import NEXT, NEXT_YEAR, PEOPLE, NoisyPair, make_noisy
from tests.e2e.programme import Ran, contribute_here, export, facts_of, make_vault
from tests.e2e.together import run
from tests.unit.disclosure.support import make_kit

from careernotes.disclosure.mechanisms import epsilon_of
from careernotes.disclosure.noise import cells_of
from careernotes.domain.kit import NOISE_FORMAT, SHARED_FORMAT
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError
from careernotes.exporter import noisy
from careernotes.exporter.binding import open_bound
from careernotes.exporter.kits import new_kit, sign_kit
from careernotes.exporter.ledger_errors import ProtectionChangedError
from careernotes.exporter.noisy import Draw, draws
from careernotes.exporter.verifying import verify
from careernotes.report.model import read_model
from careernotes.report.verify import FindingCode, noise_findings
from careernotes.services.exporter_answers import read_report
from careernotes.services.exporter_process import ExporterResult
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

SCALE, FEW = 2, 9
YEAR_END = Period.parse("2027-H2")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> NoisyPair:
    """Some 1,250 people whose first half-year has been exchanged; copies of key and ledger from before."""
    made = make_noisy(tmp_path_factory.mktemp("noisy") / "programme", SCALE)
    shutil.copy(made.pair.folder / "trustee.cnkey", made.pair.folder / "before.cnkey")
    return made


@pytest.fixture
def programme(whole: NoisyPair, tmp_path: Path) -> NoisyPair:
    """A copy that a test may change."""
    return whole.copy(tmp_path / "programme")


@pytest.fixture(scope="module")
def first(whole: NoisyPair, tmp_path_factory: pytest.TempPathFactory) -> NoisyPair:
    """The same after its first report."""
    made = whole.copy(tmp_path_factory.mktemp("first") / "programme")
    assert made.pair.pool(out=made.pair.folder / "report").code == 0
    return made


@pytest.fixture
def released(first: NoisyPair, tmp_path: Path) -> NoisyPair:
    """A copy of it that a test may change."""
    return first.copy(tmp_path / "released")


def report(programme: NoisyPair) -> Path:
    return programme.pair.folder / "report" / "report.json"


def ledger(programme: NoisyPair, look: Callable[[ReleaseLedger], object]) -> object:
    with (
        programme.pair.keys("trustee") as keys,
        open_bound(programme.pair.ledger("trustee"), keys, create=False) as opened,
    ):
        return look(opened)


def entries(programme: NoisyPair) -> list[Release]:
    found = ledger(programme, lambda opened: list(opened.all()))
    assert isinstance(found, list)
    return found


def drawn(programme: NoisyPair) -> list[Draw]:
    found = ledger(programme, lambda opened: list(draws(opened)))
    assert isinstance(found, list)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_preview_release_and_reprint_say_the_same(programme: NoisyPair, tmp_path: Path) -> None:
    looks = [programme.pair.pool() for _ in range(2)]
    released = programme.pair.pool(out=tmp_path / "report")
    again = programme.pair.pool(reprint=tmp_path / "again")
    assert [ran.code for ran in (*looks, released, again)] == [0, 0, 0, 0]
    models = [ran.result["model"] for ran in (*looks, released, again)]
    assert all(model == models[0] for model in models)
    assert contents(tmp_path / "report") == contents(tmp_path / "again")
    assert len(drawn(programme)) == 1


def test_control_a_draw_that_is_not_kept_makes_every_look_another_one(
    programme: NoisyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weakened program: what averaging needs is there again."""
    monkeypatch.setattr(noisy, "_drawn", lambda *_all: None)
    monkeypatch.setattr(noisy, "enter", lambda _ledger, _keys, _release, *, after: after)
    looks = [programme.pair.pool().result["model"] for _ in range(3)]
    assert looks[0] != looks[1] != looks[2]


def test_what_is_printed_lies_near_the_truth_and_the_ledger_holds_no_true_count(first: NoisyPair) -> None:
    true, kept = first.true(), drawn(first)[0].cells
    plan = first.pair.opened.plan
    cells = cells_of(true, plan)
    assert kept.keys() == cells.keys()
    off = [abs(kept[key] - cells[key]) for key in cells]
    assert 0 < sum(off) / len(off) < 20
    assert sum(each == 0 for each in off) < len(off) / 4
    printed = json.loads(report(first).read_text("utf-8"))["model"]
    reach = next(table for table in printed["tables"] if table["key"] == "reach")
    assert abs(reach["rows"][0]["cells"][0]["value"] - PEOPLE) < 2 * reach["error"]
    assert [row["key"] for row in reach["rows"]] == ["people"]


def test_the_report_says_with_which_noise_it_was_made(first: NoisyPair) -> None:
    model = json.loads(report(first).read_text("utf-8"))["model"]
    assert model["format"] == 2
    noise = model["noise"]
    assert (noise["method"], noise["scale"], noise["budget"]) == ("discrete_laplace", SCALE, "4")
    assert Fraction(noise["epsilon"]) == Fraction(4, SCALE) + 2 * Fraction(1, 2 * SCALE)
    assert sum(Fraction(each["epsilon"]) for each in noise["vectors"]) == Fraction(noise["epsilon"])
    html = (report(first).parent / "report.en.html").read_text("utf-8")
    for said in (
        "4/s + 1/(2s) + 1/(2s) = 5/2 (2.5)",
        "5/2 (2.5) of at most 4",
        "Attack: not run on this report",
    ):
        assert said in html
    assert "Rounded at random" not in html
    assert "willekeurig afgerond" not in (report(first).parent / "report.nl.html").read_text("utf-8").lower()


def test_the_year_stops_at_its_budget_before_anything_is_opened(released: NoisyPair, tmp_path: Path) -> None:
    before = entries(released)
    released.fill(NEXT, seen=report(released))
    ran = released.pair.pool(period=NEXT, out=tmp_path / "second")
    assert (ran.code, ran.error) == (4, "CN407")
    assert entries(released) == before
    assert not (tmp_path / "second").exists()


def test_the_next_year_has_a_budget_of_its_own(released: NoisyPair, tmp_path: Path) -> None:
    released.fill(NEXT_YEAR, seen=report(released))
    ran = released.pair.pool(period=NEXT_YEAR, out=tmp_path / "second")
    assert ran.code == 0
    assert [each.spent for each in drawn(released)] == [epsilon_of(SCALE)] * 2
    told = verified(tmp_path / "second" / "report.json", released, previous=report(released))
    assert (told.code, codes(told)) == (0, set())


def test_a_preview_that_is_never_released_counts_too(programme: NoisyPair) -> None:
    assert programme.pair.pool().code == 0
    programme.fill(NEXT)
    assert programme.pair.pool(period=NEXT).error == "CN407"


@pytest.mark.parametrize("scale", [None, 8], ids=["rounding", "another scale"])
def test_a_year_keeps_to_one_protection(released: NoisyPair, scale: int | None) -> None:
    kit_format = {} if scale else {"format": SHARED_FORMAT}
    released.other_kit(noise_scale=scale, **kit_format)
    released.fill(NEXT, seen=report(released))
    ran = released.pair.pool(period=NEXT)
    assert (ran.code, ran.error) == (4, "CN408")
    assert len(drawn(released)) == 1


def test_a_year_of_rounding_takes_no_noise(programme: NoisyPair) -> None:
    programme.other_kit(noise_scale=None, format=SHARED_FORMAT)
    programme.fill(NEXT_YEAR, each=FEW)
    assert programme.pair.pool(period=NEXT_YEAR).code == 0
    programme.other_kit(noise_scale=SCALE, format=NOISE_FORMAT)
    programme.fill(YEAR_END)
    assert programme.pair.pool(period=YEAR_END).error == "CN408"
    assert drawn(programme) == []


def test_the_first_rounded_report_after_a_year_of_noise_is_tried_with_who_came_when_alone(
    released: NoisyPair, tmp_path: Path
) -> None:
    """What noise printed proves nothing and is no row; the people behind it are."""
    released.other_kit(noise_scale=None, format=SHARED_FORMAT)
    released.fill(NEXT_YEAR, each=FEW, seen=report(released))
    ran = released.pair.pool(period=NEXT_YEAR, out=tmp_path / "second")
    assert ran.code == 0
    attack = ran.result["attack"]
    assert isinstance(attack, dict)
    assert attack["groups"] > 0
    kept = [json.loads(each.model) for each in entries(released) if each.kind is ReleaseKind.AUDIT]
    assert [(bool(each["shown"]), bool(each["dashes"])) for each in kept] == [(False, False), (True, True)]
    assert sum(each["people"] for each in kept[0]["roster"]) == PEOPLE
    told = verified(tmp_path / "second" / "report.json", released, previous=report(released))
    assert codes(told) == set()


def test_an_old_ledger_is_refused_and_gives_no_second_draw(released: NoisyPair) -> None:
    shutil.rmtree(released.pair.ledger("trustee"))
    assert released.pair.pool().error == "CN490"


def test_control_with_the_old_key_too_there_is_a_second_draw_and_readers_see_it(
    released: NoisyPair, tmp_path: Path
) -> None:
    shutil.rmtree(released.pair.ledger("trustee"))
    shutil.copy(released.pair.folder / "before.cnkey", released.pair.folder / "trustee.cnkey")
    second = released.pair.pool(out=tmp_path / "second")
    assert second.code == 0
    assert second.result["model"] != json.loads(report(released).read_text("utf-8"))["model"]
    told = verified(tmp_path / "second" / "report.json", released, previous=report(released))
    assert told.code == 5
    assert {"same_months", "epsilon_less"} <= codes(told)


def test_a_small_programme_gets_no_noise_and_loses_nothing(tmp_path: Path) -> None:
    small = make_noisy(tmp_path / "small", SCALE, each=99)
    ran = small.pair.pool(out=tmp_path / "report")
    assert (ran.code, ran.error) == (3, "CN406")
    assert drawn(small) == []


def test_verify_says_how_much_noise_there_is(first: NoisyPair) -> None:
    told = verified(report(first), first)
    assert (told.code, told.result["standing"]) == (0, "as_released")
    noise = told.result["noise"]
    assert isinstance(noise, dict)
    assert (noise["epsilon"], noise["spent"]) == ("5/2", "5/2")
    spoken = export("verify", report(first), "--kit", first.pair.programme.kit)
    assert (spoken.code, spoken.result["findings"], spoken.result["noise"]) == (0, [], noise)


@pytest.mark.parametrize(
    ("name", "value"), [("epsilon", "1/2"), ("spent", "0"), ("spent", "9"), ("scale", 8), ("budget", "40")]
)
def test_verify_takes_no_other_formula(first: NoisyPair, tmp_path: Path, name: str, value: object) -> None:
    forged = json.loads(report(first).read_text("utf-8"))
    forged["model"]["noise"][name] = value
    path = tmp_path / "report.json"
    path.write_text(
        json.dumps(forged, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8"
    )
    assert codes(verified(path, first)) == {"not_a_report"}


def test_verify_sees_other_noise_and_a_switched_year(
    first: NoisyPair, programme: NoisyPair
) -> None:
    programme.other_kit(noise_scale=None, format=SHARED_FORMAT)
    programme.fill(NEXT, each=FEW)
    ran = programme.pair.pool(period=NEXT)
    noisy_one = read_model(json.loads(report(first).read_text("utf-8"))["model"]).document
    rounded_one = read_model(ran.result["model"]).document
    for one, two in ((rounded_one, noisy_one), (noisy_one, rounded_one)):
        assert list(noise_findings(one, two)) == [FindingCode.PROTECTION_SWITCHED]
    assert "other_protection" in codes(verified(report(first), programme))


def test_a_mentor_keeps_to_one_protection_a_year(programme: NoisyPair, tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", facts_of(3))
    files = programme.pair.programme
    contribute_here(files, vault, tmp_path / "one.cncontrib")
    programme.other_kit(noise_scale=None, format=SHARED_FORMAT)
    with pytest.raises(ProtectionChangedError):
        contribute_here(files, vault, tmp_path / "two.cncontrib", period="2026-H2")


def test_a_new_kit_takes_the_choice_and_is_signed_with_it(programme: NoisyPair, tmp_path: Path) -> None:
    made = export("kit", "new", "--out", tmp_path / "kit.toml", "--noise-scale", "4")
    assert made.code == 0
    plain = tmp_path / "plain.toml"
    new_kit(plain, today=dt.date(2026, 1, 1))
    assert "\nnoise_scale = 4\n" in (tmp_path / "kit.toml").read_text("utf-8")
    assert "\n# noise_scale = 4\n" in plain.read_text("utf-8")
    for description, scale, words in (
        (tmp_path / "kit.toml", 4, "epsilon 5/4 a report, 4 a year, so at most 3 reports a year"),
        (plain, None, "Figures are rounded at random."),
    ):
        with programme.pair.keys("lead") as lead:
            trustee, out = programme.pair.programme.trustee, description.with_suffix(".cnkit")
            signed = sign_kit(description, lead=lead, trustee=trustee, out=out)
        kit = signed.result["kit"]
        assert isinstance(kit, dict)
        assert kit.get("noise_scale") == scale
        assert any(words in line for line in signed.lines)


def test_noise_needs_a_lead_and_bounds() -> None:
    for written in (3, 2):
        with pytest.raises(MalformedError):
            make_kit(format=written, noise_scale=4)
    for scale in (1, 1001, 0):
        with pytest.raises(MalformedError):
            make_kit(lead_box_key="44" * 32, format=3, noise_scale=scale)


def verified(path: Path, programme: NoisyPair, *, previous: Path | None = None) -> Ran:
    """What verify finds about the model alone: drawing every file again is looked at elsewhere."""
    alone = path.parent / "alone"
    alone.mkdir(exist_ok=True)
    kit = programme.pair.programme.kit
    return run(lambda _speech: verify(Path(shutil.copy(path, alone / path.name)), kit=kit, previous=previous))


def codes(ran: Ran) -> set[str]:
    findings = ran.result["findings"]
    assert isinstance(findings, list)
    return {each["code"] for each in findings if each["serious"]}


def test_the_window_is_told_what_the_noise_gives_away(programme: NoisyPair) -> None:
    ran, opened = programme.pair.pool(), programme.pair.opened
    result = json.loads(json.dumps(ran.result))
    told = read_report(ExporterResult(result=result, inbox=None, exit_code=0), opened.kit, opened.taxonomy)
    assert not told.attack
    assert any("epsilon 5/2" in line for line in told.noise)
    assert any("not run on a report with noise" in line for line in told.noise)
