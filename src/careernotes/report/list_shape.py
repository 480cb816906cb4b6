"""What the list of one mentor always looks like, so that nothing else can pass for one.

A list carries no signature. A pooled report with its signature cut off and its kind changed would look
unsigned and sound; here it is refused, because every page of a list follows from its few free texts.
"""

import re

from careernotes.disclosure.policy import Policy
from careernotes.disclosure.safe_table import Band
from careernotes.domain.reading import MalformedError
from careernotes.domain.words import Bilingual
from careernotes.report import method_words
from careernotes.report.document import (
    LISTED,
    NOT_SHOWN,
    Block,
    Document,
    Figures,
    Listing,
    Pairs,
    PairStyle,
    Section,
    Table,
    Words,
)
from careernotes.report.list_pages import glance_section, help_section, list_columns, themes_section
from careernotes.report.method import list_withheld_section
from careernotes.report.sentences import band

_ORDERS = (("glance", "themes", "withheld", "method"), ("glance", "themes", "help", "withheld", "method"))
_BEFORE, _AFTER = (Words, Pairs, Words, Listing, Words), (Words, Listing, Words, Words, Words, Pairs)
_METHOD_BLOCKS = {
    # With the attack run there is nothing to say about steps that were not.
    method_words.ALL_RUN: (*_BEFORE, *_AFTER),
    method_words.NOT_RUN: (*_BEFORE, Words, *_AFTER),
}
_METHOD_HEADINGS = (
    method_words.RULES,
    method_words.LIMITS,
    method_words.EMPLOYEES,
    method_words.VERIFY,
)


def refuse_no_list(document: Document, *, title: Bilingual) -> None:
    """Returns when *document*, which says that it is a list, can be one.

    Raises:
        MalformedError: when the program never makes such a list.
    """
    fixed = (title, method_words.INDEPENDENT_LIST, method_words.LEGEND_LIST)
    if (document.title, document.independence, document.legend) != fixed:
        raise MalformedError("title", "that of a list")
    if document.base or document.chain.previous:
        raise MalformedError("base", "a list without numbers that names no list before it")
    if len(document.tables) != 1:
        raise MalformedError("tables", "the one table of a list")
    _check_table(document.tables[0])
    if tuple(section.key for section in document.sections) not in _ORDERS:
        raise MalformedError("sections", "those of a list")
    for section in document.sections:
        if not _fits(section, document.tables[0]):
            raise MalformedError(f"sections.{section.key}", "what a list says there")


def _check_table(table: Table) -> None:
    if (table.key, table.base, table.floor, table.columns) != ("themes", 0, 0, list_columns()):
        raise MalformedError("tables", "the one table of a list")
    under_a_group = False
    for row in table.rows:
        symbol, is_group = row.cells[0].symbol, row.level == 0
        under_a_group = under_a_group or is_group
        begins = "group-" if is_group else "theme-"
        allowed = (LISTED, NOT_SHOWN) if is_group else (LISTED,)
        if not under_a_group or not row.key.startswith(begins) or symbol not in allowed:
            raise MalformedError("tables", "groups and themes that are listed, without numbers")


def _fits(section: Section, table: Table) -> bool:
    match section.key:
        case "glance":
            return _is_glance(section, table)
        case "themes":
            return section == themes_section(table)
        case "help":
            return _is_help(section, table)
        case "withheld":
            return section == list_withheld_section()
        case _:
            return _is_method(section)


def _is_glance(section: Section, table: Table) -> bool:
    match section.blocks[:2]:
        case (Words() as lead, Figures() as figures):
            said = figures.items[0].said
        case _:
            return False
    digits = re.sub(r"[^0-9]", "", said.en)[:9]
    low = int(digits or 0)
    people = band(Band(low=low, high=None))
    return low >= Policy().list_people and section == glance_section(lead.text, people, table)


def _is_help(section: Section, table: Table) -> bool:
    listed = {row.name for row in table.rows if row.level == 0}
    match section.blocks[1:]:
        case (Pairs(style=PairStyle.LEVERS) as levers,):
            named = [pair.name for pair in levers.items]
        case _:
            return False
    return set(named) <= listed and len(set(named)) == len(named) and section == help_section(levers)


def _is_method(section: Section) -> bool:
    blocks: tuple[Block, ...] = section.blocks
    said = [block.text for block in blocks if isinstance(block, Words)]
    about_steps = next((words for words in _METHOD_BLOCKS if words in said), None)
    if section.title != method_words.METHOD or about_steps is None:
        return False
    if tuple(map(type, blocks)) != _METHOD_BLOCKS[about_steps]:
        return False
    return said[0] == method_words.METHOD_INTRO_LIST and all(words in said for words in _METHOD_HEADINGS)
