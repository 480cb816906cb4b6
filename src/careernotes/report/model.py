"""The sealed model: everything a report prints, in one canonical form. PDF, HTML, CSV, window show no more.

There is no time, no name of a person and nothing about a machine in it, so that two organisations with the
same published figures and the same kit get the same bytes.
"""

import json
from functools import cached_property

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.disclosure import safe_table
from careernotes.disclosure.safe_table import SafeReport
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.reading import MalformedError
from careernotes.domain.taxonomy import Taxonomy
from careernotes.domain.words import Bilingual
from careernotes.report import method_words, names, noise_words
from careernotes.report.document import Chain, Document, ReportKind, Section, Table
from careernotes.report.document_json import plain_document, read_document
from careernotes.report.list_pages import list_sections, list_table
from careernotes.report.list_shape import refuse_no_list
from careernotes.report.method import method_section, withheld_section
from careernotes.report.pool_pages import data_section, pool_sections
from careernotes.report.tables import Source, tables_of

_TITLES = {
    ReportKind.POOL: Bilingual("Theme report", "Themarapport"),
    ReportKind.LIST: Bilingual("Theme list of one mentor", "Themalijst van één mentor"),
}


class SealedModel:
    """One report, ready to be printed, signed or compared; from ``build_model`` or ``parse_model``."""

    __slots__ = ("__dict__", "document")

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def value(self) -> dict[str, Json]:
        """The JSON value."""
        return plain_document(self.document)

    def canonical(self) -> bytes:
        """The one byte form: what is hashed and signed."""
        return canonical_bytes(self.value)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes: the head of the chain once this report is released."""
        return canonical_hash(self.value)

    @property
    def code(self) -> str:
        """The start of the hash in groups of four, to compare by eye or by phone."""
        start = self.hash[:16]
        return "-".join(start[place : place + 4] for place in range(0, len(start), 4))

    @property
    def previous(self) -> str:
        """The hash of the report before this one; empty for the first."""
        return self.document.chain.previous


def build_model(
    safe: SafeReport, kit: ProgrammeKit, taxonomy: Taxonomy, *, previous_head: str, software: str
) -> SealedModel:
    """The model of one safe report. *previous_head* is the hash of the report before it, empty for the first.

    Raises:
        ValueError: when the figures were made for another kit or another list of themes.
    """
    if (safe.kit_hash, safe.taxonomy_hash) != (kit.kit_hash, kit.taxonomy_hash):
        raise ValueError("the figures belong to another kit")
    source = Source(safe=safe, kit=kit, taxonomy=taxonomy, previous=previous_head, software=software)
    kind = ReportKind(safe.kind.value)
    tables, sections = _pool(source) if safe.kind is safe_table.ReportKind.POOL else _list(source)
    pool = kind is ReportKind.POOL
    return SealedModel(
        Document(
            kind=kind,
            title=_TITLES[kind],
            programme=kit.title,
            period=str(safe.period),
            period_name=names.period_name(safe.period),
            base=safe.base,
            chain=Chain(
                programme_id=kit.programme_id,
                kit_hash=kit.kit_hash,
                plan_hash=safe.plan_hash,
                taxonomy_hash=kit.taxonomy_hash,
                previous=previous_head,
                software=software,
            ),
            independence=method_words.INDEPENDENT_POOL if pool else method_words.INDEPENDENT_LIST,
            legend=_legend(safe),
            tables=tables,
            sections=sections,
            noise=safe.noise,
        )
    )


def _legend(safe: SafeReport) -> Bilingual:
    if safe.kind is safe_table.ReportKind.LIST:
        return method_words.LEGEND_LIST
    return method_words.LEGEND if safe.noise is None else noise_words.LEGEND


def parse_model(data: bytes) -> SealedModel:
    """The model in some bytes, which must be its canonical form.

    Raises:
        MalformedError: when they are not.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise MalformedError("document", "JSON") from None
    model = read_model(value)
    if model.canonical() != data:
        raise MalformedError("document", "the canonical form")
    return model


def read_model(value: object) -> SealedModel:
    """The model in one JSON value. Nothing passes as a list that a list cannot be.

    Raises:
        MalformedError: when it is none, or cannot be written down in bytes.
    """
    document = read_document(value)
    if document.kind is ReportKind.LIST:
        refuse_no_list(document, title=_TITLES[ReportKind.LIST])
    model = SealedModel(document)
    try:
        model.canonical()
    except UnicodeError:
        raise MalformedError("document", "whole characters") from None
    return model


def _pool(source: Source) -> tuple[tuple[Table, ...], tuple[Section, ...]]:
    tables = tables_of(source)
    by_key = {table.key: table for table in tables}
    sections = (
        *pool_sections(source, by_key),
        withheld_section(source, by_key),
        method_section(source),
        data_section(by_key),
    )
    return tables, sections


def _list(source: Source) -> tuple[tuple[Table, ...], tuple[Section, ...]]:
    table = list_table(source)
    sections = (*list_sections(source, table), withheld_section(source, {}), method_section(source))
    return (table,), sections
