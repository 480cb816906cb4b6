"""S1 to S3: what the checks cost, in processor seconds and memory, and how that grows.

Each line of a growth table is a process of its own, so that its memory is its own. Absolute times belong to
a machine: they are measured here and nowhere in the tests.
"""

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.attack.measured import OURS, Columns, Figures, Measure, Weaker
from tests.attack.organisations import counters_of, period_at, programme
from tests.bench import attack_bench

from careernotes.auditing.allies import SETS
from careernotes.disclosure.counting import KEPT
from careernotes.disclosure.own_list import own_list
from careernotes.exporter.list_attack import ListAttack
from careernotes.exporter.speech import Speech
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact
from careernotes.sealing.blur import coin
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

MENTEES, LISTS = 41, 9
MEMORY_MIB = 4096
POOLS = ((300, 10.0), (3_000, 90.0), (12_500, 1_800.0))
"""Mentors with eight people each, and the seconds a report after seven others may take."""
WITH_ALLIES, REPORTS_WITH_ALLIES = (300, 30, 3_000), 3
"""Pools that are tried with the allies the exporter draws, and how many reports of each."""
SESSIONS = 1_000_000
PEOPLE_A_MENTOR, MEETINGS_EACH = 8, 10


def vault(number: int, people: int, periods: int, *, meetings: int = 1) -> MentorFacts:
    """Coded facts of one mentor over some half-years: every person in each, two lasting themes each."""
    themes = [theme.number for theme in programme().taxonomy.themes if not theme.needs_agreement]
    persons, met, codings = [], [], []
    first = period_at(0).first_quarter
    for who in range(number * 1000 + 1, number * 1000 + 1 + people):
        area = 1 + who % 8
        persons.append(PersonFact(person=who, sensitive=False, business_area=area, started_quarter=first))
        own = [themes[(who * step) % len(themes)] for step in (1, 7)]
        for place in range(periods):
            quarter = period_at(place).first_quarter
            for meeting in range((who * 100 + place) * 100, (who * 100 + place) * 100 + meetings):
                met.append(MeetingFact(meeting=meeting, person=who, quarter=quarter, status=KEPT, mode=1))
                codings += [
                    CodingFact(
                        meeting=meeting, person=who, quarter=quarter, theme=theme, primary=False, agreed=False
                    )
                    for theme in own
                ]
    return MentorFacts(persons=tuple(persons), meetings=tuple(met), codings=tuple(codings), ratings=())


def one_mentor(folder: Path, lists: int, _seed: int) -> Figures:
    """The last of so many lists of one mentor, each tried against all before it."""
    used, facts = programme(), vault(1, MENTEES, lists)
    ledger = ReleaseLedger.open(folder / "releases.db", bytearray(range(80)), create=True)
    seconds = 0.0
    try:
        for place in range(lists):
            began, period = time.process_time(), period_at(place)
            attack = ListAttack(used, period, ledger=ledger, speech=Speech(as_json=False))
            made = own_list(
                facts, period=period, plan=used.plan, policy=used.policy, taxonomy=used.taxonomy,
                coin=partial(coin, b"S1"), keeps_out=attack,
            )  # fmt: skip
            model = repr(made.report.tables).encode()
            name = hashlib.sha256(model).hexdigest()
            ledger.append(attack.entry(made.report, name))
            kind = ReleaseKind.LIST
            ledger.append(Release(kind=kind, period=str(period), model_hash=name, model=model))
            seconds = time.process_time() - began
    finally:
        ledger.close()
    return {"rows": [{"what": f"1 mentor, {lists - 1} lists before", "seconds": seconds, "goal": 2.0}]}


def pool(_folder: Path, mentors: int, sets: int) -> Figures:
    """The last report of a pool; a small size is a small pool. With *sets* of allies it is the third."""
    reports = REPORTS_WITH_ALLIES if sets else attack_bench.PERIODS
    told = attack_bench.series(mentors, sets, periods=reports)
    goal = dict(POOLS).get(mentors, POOLS[-1][1])
    what = f"{mentors} mentors, {mentors * PEOPLE_A_MENTOR} people, {reports - 1} reports before"
    row = {
        "what": what + (f", {sets} sets of allies" if sets else ""),
        "seconds": told[f"report_{reports}_s"],
        # The goals are for readers without allies; what these cost stands beside it.
        "goal": POOLS[-1][1] if sets else goal,
        "certificate_mib": told["certificate_mib"],
    }
    return {"rows": [row]}


def pools(folder: Path, size: int, _seed: int) -> Figures:
    """The growth: the first *size* pools, each in a process of its own, and smaller ones with allies."""
    rows = []
    for mentors, _goal in POOLS[:size]:
        rows += apart(pool, folder, mentors, 0)
    for mentors in WITH_ALLIES[:size]:
        rows += apart(pool, folder, mentors, SETS)
    return {"rows": rows}


def summed(_folder: Path, sessions: int, _seed: int) -> Figures:
    """Counting so many sessions, vault after vault, into one vector."""
    each = PEOPLE_A_MENTOR * MEETINGS_EACH
    mentors = -(-sessions // each)
    seconds, period = 0.0, period_at(0)
    for number in range(mentors):
        facts = [vault(number, PEOPLE_A_MENTOR, 1, meetings=MEETINGS_EACH)]
        began = time.process_time()
        counters_of(facts, period)
        seconds += time.process_time() - began
    return {"rows": [{"what": f"{mentors * each} sessions", "seconds": seconds, "goal": 10.0}]}


WORK: dict[str, Callable[[Path, int, int], Figures]] = {
    "one_mentor": one_mentor, "pool": pool, "summed": summed,
}  # fmt: skip


def apart(work: Callable[[Path, int, int], Figures], folder: Path, size: int, seed: int) -> list[object]:
    """The rows of some work in a process of its own, with the memory it took."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.attack.measured_cost", work.__name__]
    done = subprocess.run(
        [*command, str(folder), str(size), str(seed)], capture_output=True, check=True, env=dict(os.environ)
    )
    rows: list[object] = json.loads(done.stdout)
    return rows


def mentor_apart(folder: Path, size: int, seed: int) -> Figures:
    """S1 by itself."""
    return {"rows": apart(one_mentor, folder, size, seed)}


def sum_apart(folder: Path, size: int, seed: int) -> Figures:
    """S3 by itself."""
    return {"rows": apart(summed, folder, size, seed)}


def slow(_folder: Path, _size: int, _seed: int) -> Figures:
    """The control: a row that is over its goal."""
    return {"rows": [{"what": "nothing", "seconds": 2.0, "goal": 1.0, "mib": 1}]}


def rows_of(figures: Figures) -> list[dict[str, float]]:
    """The rows of a growth table."""
    rows = figures["rows"]
    assert isinstance(rows, list)
    return rows


def held(figures: Figures) -> bool:
    """Every row in the memory there is."""
    rows = rows_of(figures)
    return bool(rows) and all(row["mib"] < MEMORY_MIB for row in rows)


def in_time(figures: Figures) -> bool:
    """Every row within its goal."""
    return all(row["seconds"] < row["goal"] for row in rows_of(figures))


def columns(figures: Figures) -> Columns:
    """The cells: seconds of every row."""
    return {OURS: " / ".join(f"{row['seconds']:.1f} s" for row in rows_of(figures))}


def growth(figures: Figures) -> list[str]:
    """The growth table."""
    return [
        f"{row['what']:<70} {row['seconds']:>8.2f} s  (goal {row['goal']:.0f} s)  {row['mib']:>6.0f} MiB"
        + (f", certificate {row['certificate_mib']:.1f} MiB" if "certificate_mib" in row else "")
        for row in rows_of(figures)
    ]


_measure = partial(
    Measure,
    held=held,
    in_time=in_time,
    columns=columns,
    table=growth,
    alone=True,
    controls=(Weaker(name="over its time", tiny=1, size=1, run=slow, caught=lambda f: not in_time(f)),),
)

MEASURES = (
    _measure(
        name="S1",
        what="one mentor's list with every list before it, processor seconds",
        goal="under 2 s",
        tiny=3,
        short=LISTS,
        full=LISTS,
        run=mentor_apart,
    ),
    _measure(
        name="S2",
        what="the attack on the eighth report of pools of 300 and 3,000 mentors and 100,000 people",
        goal="10 / 90 / 1800 s",
        tiny=1,
        short=1,
        full=len(POOLS),
        run=pools,
    ),
    _measure(
        name="S3",
        what="a million sessions counted and added up",
        goal="under 10 s",
        tiny=1_000,
        short=100_000,
        full=SESSIONS,
        run=sum_apart,
    ),
)

if __name__ == "__main__":
    told = rows_of(WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([{**row, "mib": round(memory, 1)} for row in told]))
