"""The sample report that a mentor sees beside the own contribution says what reports say today."""

from dataclasses import replace

import pytest
from tests.unit.report.samples import Sample

from careernotes.assets import read_json
from careernotes.canonical import canonical_bytes, canonical_hash
from careernotes.domain.words import Bilingual
from careernotes.report import method_words, withheld_words
from careernotes.report.brand import early_or_late
from careernotes.report.document import Block, Document, Figures, Listing, Pairs, Section, Words
from careernotes.report.method import method_section
from careernotes.report.model import parse_model
from careernotes.report.tables import Source


@pytest.fixture(scope="module")
def shipped() -> Document:
    return parse_model(canonical_bytes(read_json("samples", "pool-report.json"))).document


def _section(document: Document, key: str) -> Section:
    return next(section for section in document.sections if section.key == key)


def _said(section: Section) -> tuple[Block, ...]:
    """Its words, without what is filled in from one programme."""
    return tuple(block for block in section.blocks if not isinstance(block, Pairs | Figures))


def _stale(shipped: Document, medium: Sample) -> list[str]:
    """What the shipped sample says in other words than a report with the same rules would today."""
    steps = tuple(replace(step, ran=True) for step in medium.safe.steps)
    safe = replace(medium.safe, base=shipped.base, steps=steps)
    source = Source(safe=safe, kit=medium.kit, taxonomy=medium.taxonomy, previous="", software="")
    made = medium.model.document
    method, today = _section(shipped, "method"), method_section(source)
    compared = {
        "legend": (shipped.legend, method_words.LEGEND),
        "independence": (shipped.independence, method_words.INDEPENDENT_POOL),
        "method": (_said(method), _said(today)),
        "names in the method": (_names(method), _names(today)),
        "what is never in a report": (_never(shipped), _never(made)),
        "sections": ([each.title for each in shipped.sections], [each.title for each in made.sections]),
        "tables": ([each.title for each in shipped.tables], [each.title for each in made.tables]),
        "themes": (_themes(shipped), _themes(made)),
        "early or late": (_last_words(shipped), early_or_late(shipped.by_key["moments"])),
    }
    return [name for name, (said, now) in compared.items() if said != now]


def _names(section: Section) -> list[Bilingual]:
    return [pair.name for block in section.blocks if isinstance(block, Pairs) for pair in block.items]


def _never(document: Document) -> bool:
    blocks = _section(document, "withheld").blocks
    return any(isinstance(block, Listing) and block.items == withheld_words.NEVER for block in blocks)


def _last_words(document: Document) -> tuple[Bilingual, ...]:
    last = _section(document, "moments").blocks[-1]
    return (last.text,) if isinstance(last, Words) else ()


def _themes(document: Document) -> dict[str, Bilingual]:
    return {row.key: row.name for row in document.by_key["themes"].rows}


def test_the_shipped_sample_says_what_reports_say_today(shipped: Document, medium: Sample) -> None:
    assert _stale(shipped, medium) == []


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("LEGEND", "legend"),
        ("INDEPENDENT_POOL", "independence"),
        ("RULE_GATE", "method"),
        ("METHOD_INTRO", "method"),
        ("NOT_COLLECTED", "names in the method"),
    ],
)
def test_a_sample_with_older_words_would_be_found_out(
    shipped: Document, medium: Sample, monkeypatch: pytest.MonkeyPatch, word: str, found: str
) -> None:
    monkeypatch.setattr(method_words, word, Bilingual("Other words.", "Andere woorden."))
    assert _stale(shipped, medium) == [found]


def test_the_shipped_sample_is_a_first_report_of_this_list_with_eight_groups(shipped: Document) -> None:
    chain = shipped.chain
    shown = [row for row in shipped.by_key["themes"].rows if not row.level and row.cells[0].shown]
    plain = read_json("taxonomy", "careernotes-core-1.json")
    assert (chain.previous, chain.taxonomy_hash) == ("", canonical_hash(plain))
    assert len(shown) >= 8
