"""What one run works with: the kit, the list of themes it was made for, the plan and the policy."""

from dataclasses import dataclass
from pathlib import Path

from careernotes.assets import read_json
from careernotes.canonical import canonical_hash
from careernotes.disclosure.plan import FigurePlan, figure_plan
from careernotes.disclosure.policy import Policy, policy_of
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Taxonomy, read_taxonomy
from careernotes.exporter.errors import OtherTaxonomyError, UnknownPeriodError
from careernotes.sealing.kit_file import read_kit_file

SOFTWARE = "Career Notes 0.1.0"
TAXONOMY = ("taxonomy", "careernotes-core-1.json")
_EXAMPLES = {PeriodLength.QUARTER: "2026-Q1", PeriodLength.HALF_YEAR: "2026-H1", PeriodLength.YEAR: "2026"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One programme edition, ready to count for."""

    kit: ProgrammeKit
    taxonomy: Taxonomy
    plan: FigurePlan
    policy: Policy


def shipped_taxonomy() -> tuple[Taxonomy, str]:
    """The list of themes in this program, and its hash."""
    value = read_json(*TAXONOMY)
    return read_taxonomy(value), canonical_hash(value)


def open_programme(kit_path: Path) -> Programme:
    """The programme of one kit file.

    Raises:
        NotAKitError and its kinds, OtherTaxonomyError, CannotReadError.
    """
    kit = read_kit_file(kit_path)
    taxonomy, taxonomy_hash = shipped_taxonomy()
    if kit.taxonomy_hash != taxonomy_hash:
        raise OtherTaxonomyError
    return Programme(
        kit=kit, taxonomy=taxonomy, plan=figure_plan(kit, taxonomy), policy=policy_of(kit.floors)
    )


def period_of(text: str, length: PeriodLength) -> Period:
    """The period named by *text*, which must have this length.

    Raises:
        UnknownPeriodError: for anything else.
    """
    try:
        period = Period.parse(text)
    except ValueError:
        raise UnknownPeriodError(example=_EXAMPLES[length]) from None
    if period.length is not length:
        raise UnknownPeriodError(example=_EXAMPLES[length])
    return period
