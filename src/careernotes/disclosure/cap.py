"""Cap: no person weighs more than a few themes, however much they talked.

At most four themes a person and period: primary ones first, then those coded in most meetings, then the
order of the taxonomy. Only themes of the signed taxonomy count. A theme of level 3 counts when the
programme stores such themes, the person said yes to it in general, and said yes that time: all three are
checked again here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from careernotes.domain.taxonomy import Taxonomy
from careernotes.ledger.facts import CodingFact, PersonFact


def capped_themes(
    codings: Iterable[CodingFact],
    *,
    persons: Mapping[int, PersonFact],
    taxonomy: Taxonomy,
    store_sensitive: bool,
    most: int,
) -> dict[int, tuple[int, ...]]:
    """The themes that count for each person, at most *most*, the weightiest first."""
    order = {theme.number: place for place, theme in enumerate(taxonomy.themes)}
    meetings: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    primary: dict[int, set[int]] = defaultdict(set)
    for coding in codings:
        person = persons.get(coding.person)
        if person is None or not _may_count(coding, person, taxonomy, store_sensitive=store_sensitive):
            continue
        meetings[coding.person][coding.theme].add(coding.meeting)
        if coding.primary:
            primary[coding.person].add(coding.theme)
    return {
        person: tuple(
            sorted(
                themes, key=lambda theme: (theme not in primary[person], -len(themes[theme]), order[theme])
            )[:most]
        )
        for person, themes in meetings.items()
    }


def _may_count(coding: CodingFact, person: PersonFact, taxonomy: Taxonomy, *, store_sensitive: bool) -> bool:
    theme = taxonomy.by_number.get(coding.theme)
    if theme is None:
        return False
    return not theme.needs_agreement or (store_sensitive and person.sensitive and coding.agreed)
