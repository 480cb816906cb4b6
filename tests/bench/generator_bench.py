"""How long the invented programme takes: codes alone, and with every record and every note. Prints JSON.

One process and no waiting: its processor time is the time it takes on a machine with nothing else to do,
and the
budget is held against that. The clock is printed beside it.
"""

import json
import sys
import time
from collections import Counter

from careernotes.demo.generate import generate
from careernotes.domain.records import kind_of

BUDGET_SECONDS = 10.0


def measure(profile: str, seed: int) -> dict[str, object]:
    wall, began = time.perf_counter(), time.process_time()
    programme = generate(profile, seed)
    invented = time.process_time()
    persons = sum(len(programme.facts(mentor.number).persons) for mentor in programme.mentors)
    counted = time.process_time()
    tally: Counter[str] = Counter()
    for mentor in programme.mentors:
        tally.update(kind_of(type(record)) for record in programme.vault(mentor.number))
    written = time.process_time()
    return {
        "profile": profile,
        "mentors": len(programme.mentors),
        "counted_persons": persons,
        "records": sum(tally.values()),
        "sessions": tally["session"],
        "notes": tally["note_body"],
        "seconds_codes": round(invented - began, 3),
        "seconds_facts": round(counted - invented, 3),
        "seconds_records_with_notes": round(written - counted, 3),
        "seconds_all": round(written - began, 3),
        "seconds_by_the_clock": round(time.perf_counter() - wall, 3),
    }


def main() -> int:
    measured = [measure(profile, 1) for profile in ("medium", "large", "xl", "heavy_vault")]
    (xl,) = (each for each in measured if each["profile"] == "xl")
    within = float(str(xl["seconds_all"])) <= BUDGET_SECONDS
    told = {
        "bench": "generator",
        "processes": 1,
        "budget_seconds_xl": BUDGET_SECONDS,
        "within_budget": within,
    }
    print(json.dumps({**told, "measured": measured}, indent=1))
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
