"""G4 to G8: asking again, allies, equal bytes, certificates by hand, and one rule taken out at a time."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.attack import mutation
from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret, small_taxonomy
from tests.attack.hr import reader
from tests.attack.measured import OURS, Columns, Figures, Measure, Weaker
from tests.attack.mutant import Mutant, all_mutants
from tests.attack.reckoning import NINE_MAY_GO
from tests.attack.test_a05_certificates import by_hand, by_program, proofs
from tests.attack.test_a12_same_bytes import files
from tests.attack.test_a13_colluders import TEN_CAME, circles, others_proven, read
from tests.e2e.together import make_pair

from careernotes.auditing.proof import Proof
from careernotes.disclosure.blur import COIN_SPACE
from careernotes.disclosure.errors import PoolTooSmallError, ReportHeldError

SMALL, KEY = small_taxonomy(2, keep=(6, 7)), "mob"


def number(figures: Figures, name: str) -> int:
    """A figure that is a whole number."""
    value = figures[name]
    assert isinstance(value, int)
    return value


# ------------------------------------------------- G4


def asked_again(folder: Path, size: int, seed: int) -> Figures:
    """A report released once and written so many times more; every other way to the same months is tried."""
    del seed
    pair = make_pair(folder / "programme")
    assert pair.exchange().code == 0
    assert pair.pool(out=folder / "report").code == 0
    first = {path.name: path.read_bytes() for path in (folder / "report").iterdir()}
    other = 0
    for time in range(size):
        assert pair.pool(reprint=folder / f"again-{time}").code == 0
        again = {path.name: path.read_bytes() for path in (folder / f"again-{time}").iterdir()}
        other += again != first
    victim = next(pair.inbox("trustee").glob("3-*"))
    victim.unlink()
    seconds = sum(pair.pool(out=folder / f"second-{time}").code == 0 for time in range(3))
    return {"asked": size, "other": other, "second_reports": seconds}


def fresh_coins(_folder: Path, size: int, seed: int) -> Figures:
    """A build that draws a coin each time: the mean of the pool with a mentor, minus the mean without."""
    rng = random.Random(seed)

    def coin(*_parts: str) -> int:
        return rng.randrange(COIN_SPACE)

    people = [Employee(number=n, mentor=n % 10, themes=(6,) if n < 43 else ()) for n in range(90)]
    row = f"theme-{SMALL.by_number[6].theme_id}"
    means = []
    for company in (firm(people, SMALL), firm([each for each in people if each.mentor != 3], SMALL)):
        office = Office(coin=coin, attacks=False)
        found = [office.paper(company, 0).value("themes", row) or 0 for _ in range(40 * size)]
        means.append(sum(found) / len(found))
    true = sum(each.mentor == 3 and bool(each.themes) for each in people)
    return {"asked": size, "other": size, "second_reports": int(abs(means[0] - means[1] - true) < 1)}


# ------------------------------------------------- G5


def random_firm(seed: int) -> Firm:
    """Two half-years of a small firm: some come, some go, themes last."""
    rng = random.Random(seed)
    people = []
    for n in range(rng.randrange(70, 110)):
        here = rng.choice([(0, 1)] * 8 + [(0,), (1,)])
        themes = (6,) if rng.random() < 0.4 else ()
        people.append(Employee(number=n, mentor=n % 9, area=rng.choice((1, 1, 2)), here=here, themes=themes))
    return firm(people, SMALL)


def with_allies(folder: Path, size: int, seed: int, *, sets: int = 20) -> Figures:
    """Readers with one, two and three allies of every kind against two reports of so many firms."""
    del folder
    firms = tried = 0
    rules = Counter[str]()
    for place in range(size):
        company = random_firm(seed * 1000 + place)
        try:
            papers = Office(coin=secret(f"{seed}/{place}"), allies=sets).papers(company, 2)
        except (ReportHeldError, PoolTooSmallError):
            continue
        held = reader(company.people, papers, KEY)
        firms += 1
        for allies in circles(company.people, 3):
            tried += 1
            rules.update(others_proven(held, company.people, allies).values())
    at_risk = rules.pop(NINE_MAY_GO, 0)
    return {"firms": firms, "circles": tried, "pinned": rules.total(), "at_risk": at_risk}


def without_allies(folder: Path, size: int, seed: int) -> Figures:
    """A build whose attack step knows no allies, on a firm whose figures luck has lined up."""
    del folder, seed
    held, people = read(TEN_CAME, allies=0)
    found = sum(len(others_proven(held, people, allies)) for allies in circles(people, 1))
    return {"firms": size, "circles": 0, "pinned": found, "at_risk": 0}


# ------------------------------------------------- G6


def equal_bytes(folder: Path, size: int, seed: int, *, more: int = 1) -> Figures:
    """Pairs of organisations with other people whose models are equal: how many of their bytes differ."""
    del folder
    pairs = differing = 0
    for place in range(size):
        people = [
            [Employee(number=n * step, mentor=n % 9, themes=(6,) if n < having else ()) for n in range(90)]
            for step, having in ((1, 45), (7, 45 + more))
        ]
        companies = [firm(each, SMALL) for each in people]
        models = [
            sealed(each, Office(coin=secret(f"{seed}/{place}"), attacks=False).release(each, 0))
            for each in companies
        ]
        if models[0] != models[1] and more == 1:
            continue
        pairs += 1
        one, two = (files(model) for model in models)
        differing += sum(one[name] != two[name] for name in one)
    return {"pairs": pairs, "differing": differing}


def other_values(folder: Path, size: int, seed: int) -> Figures:
    """The comparison itself: another printed number."""
    return equal_bytes(folder, size, seed, more=30)


# ------------------------------------------------- G7


def certificates(folder: Path, size: int, seed: int, *, forged: bool = False) -> Figures:
    """Every certificate of so many runs of two reports, by the independent checker and by hand."""
    del folder
    groups = refused = differing = 0
    for place in range(size):
        for proof in proofs(100, 2, seed * 1000 + place, sets=2):
            tried = _forged(proof) if forged else proof
            checker, hand = by_program(tried), by_hand(tried)
            groups += len(proof.targets)
            refused += len(checker)
            differing += checker != hand
    return {"groups": groups, "refused": refused, "differing": differing}


def _forged(proof: Proof) -> Proof:
    """The same proof with one person too many in each world."""
    worlds = tuple((proof.sizes[0] + 1, *world[1:]) for world in proof.certificate.worlds)
    return replace(proof, certificate=replace(proof.certificate, worlds=worlds))


def forged_certificates(folder: Path, size: int, seed: int) -> Figures:
    """Certificates in which one number was changed."""
    return certificates(folder, size, seed, forged=True)


# ------------------------------------------------- G8


def rules_removed(_folder: Path, size: int, seed: int) -> Figures:
    """The first so many rules of the list (the handful first), each taken out against its attacks."""
    del seed
    mutants = sorted(all_mutants(), key=lambda each: not each.tiny)
    return mutation.run(mutants[:size], baseline=True)


def nothing_removed(_folder: Path, size: int, seed: int) -> Figures:
    """A mutant in which nothing is taken out has to live."""
    del size, seed
    return mutation.run([Mutant(rule="nothing", edits=(), attacks=("a15",))], baseline=False)


def killed(figures: Figures) -> Columns:
    """The table's cell."""
    return {OURS: f"{figures['killed']} of {figures['mutants']}"}


MEASURES = (
    Measure(
        name="G4",
        what="a report asked for again and again, and the pool minus a mentor",
        goal="the same bytes, 0 second reports",
        tiny=1,
        short=5,
        full=100,
        run=asked_again,
        held=lambda f: f["other"] == 0 and f["second_reports"] == 0 and bool(f["asked"]),
        columns=lambda f: {OURS: f"{f['other']} of {f['asked']} differ, {f['second_reports']} second"},
        controls=(
            Weaker(
                name="fresh coins", tiny=1, size=5, run=fresh_coins, caught=lambda f: f["second_reports"] == 1
            ),
        ),
    ),
    Measure(
        name="G5",
        what="one to three of the mentees on the reader's side, two reports",
        goal="0 pinned others",
        tiny=1,
        short=6,
        full=60,
        shares=2,
        run=with_allies,
        held=lambda f: f["pinned"] == 0 and bool(f["circles"]),
        columns=lambda f: {
            OURS: f"{f['pinned']} pinned by {f['circles']} circles in {f['firms']} firms,"
            f" {f['at_risk']} if nine of twenty left"
        },
        controls=(
            Weaker(
                name="no allies in the attack step", tiny=1, size=1, run=without_allies,
                caught=lambda f: number(f, "pinned") > 0,
            ),
        ),
    ),
    Measure(
        name="G6",
        what="files of two organisations with other people and equal models",
        goal="0 files differ",
        tiny=1,
        short=3,
        full=40,
        run=equal_bytes,
        held=lambda f: f["differing"] == 0 and bool(f["pairs"]),
        columns=lambda f: {OURS: f"{f['differing']} files of {f['pairs']} pairs"},
        controls=(
            Weaker(
                name="another value", tiny=1, size=2, run=other_values,
                caught=lambda f: number(f, "differing") > 0,
            ),
        ),
    ),
    Measure(
        name="G7",
        what="every certificate of a run by the checker and by hand",
        goal="all hold, no two opinions",
        tiny=1,
        short=2,
        full=40,
        shares=2,
        run=certificates,
        held=lambda f: f["refused"] == f["differing"] == 0 and bool(f["groups"]),
        columns=lambda f: {OURS: f"{f['refused']} of {f['groups']} refused, {f['differing']} two opinions"},
        controls=(
            Weaker(
                name="one number changed", tiny=1, size=1, run=forged_certificates,
                caught=lambda f: number(f, "refused") > 0 and f["differing"] == 0,
            ),
        ),
    ),
    Measure(
        name="G8",
        what="one rule of the program taken out at a time, against the attacks it concerns",
        goal="every one is noticed",
        tiny=3,
        short=10,
        full=len(all_mutants()),
        run=rules_removed,
        held=lambda f: f["killed"] == f["mutants"] and f["program_as_it_is_holds"] is True,
        columns=killed,
        controls=(
            Weaker(
                name="nothing taken out", tiny=1, size=1, run=nothing_removed,
                caught=lambda f: f["lived"] == ["nothing"],
            ),
        ),
    ),
)  # fmt: skip
