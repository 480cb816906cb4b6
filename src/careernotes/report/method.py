"""The pages about the report itself: what is not shown, how it was made. All claims come from the policy."""

from careernotes.disclosure.hide import base_of, theme_floor
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import (
    LEFT_OUT,
    LEFT_OUT_OF_AREA,
    LEFT_OUT_WITH_PARTS,
    LIST_ALWAYS,
    LIST_NEVER,
)
from careernotes.disclosure.safe_table import BreakdownState, ReportKind, Step
from careernotes.domain.words import Bilingual
from careernotes.report import method_words as words
from careernotes.report import noise_words
from careernotes.report import withheld_words as hidden
from careernotes.report.document import (
    NOT_SHOWN,
    Block,
    Listing,
    Pair,
    Pairs,
    PairStyle,
    Section,
    Table,
    Voice,
    Words,
)
from careernotes.report.noise_method import given_away, noisy_kinds, noisy_rules
from careernotes.report.pool_pages import WHERE_SHARE, has_manager, shows_where
from careernotes.report.sentences import band
from careernotes.report.tables import Source
from careernotes.report.wording import both


def withheld_section(source: Source, tables: dict[str, Table]) -> Section:
    """How much is not shown, the kinds of reasons (never the reason of a figure) and what would help."""
    if source.safe.kind is ReportKind.LIST:
        return list_withheld_section()
    return _withheld(_counted(tables), _kinds(source, tables), hidden.MORE)


def list_withheld_section() -> Section:
    """The same page of a list, which says the same in every list."""
    return _withheld(hidden.LIST_NOT_SHOWN, hidden.LIST_KINDS, hidden.LIST_MORE)


def _withheld(first: Bilingual, kinds: tuple[Bilingual, ...], more: tuple[Bilingual, ...]) -> Section:
    blocks: tuple[Block, ...] = (
        Words(voice=Voice.BODY, text=first),
        _heading(hidden.KINDS),
        Listing(items=kinds),
        _heading(hidden.NEVER_HERE),
        Listing(items=hidden.NEVER),
        _heading(hidden.WOULD_SHOW_MORE),
        Listing(items=more),
        Words(voice=Voice.NOTICE, text=hidden.NO_FINER_CUT),
    )
    return Section(key="withheld", title=hidden.WITHHELD, blocks=blocks)


def _heading(text: Bilingual) -> Words:
    return Words(voice=Voice.HEADING, text=text)


def _counted(tables: dict[str, Table]) -> Bilingual:
    cells = [
        cell
        for table in tables.values()
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if not column.exact and (cell.shown or cell.symbol == NOT_SHOWN)
    ]
    withheld = sum(not cell.shown for cell in cells)
    if withheld == 0:
        return hidden.ALL_SHOWN
    return both(hidden.COUNT_HIDDEN, hidden=_round(withheld), all=_round(len(cells)))


def _round(count: int) -> int:
    return max((count + 5) // 10 * 10, 10)


def _kinds(source: Source, tables: dict[str, Table]) -> tuple[Bilingual, ...]:
    safe, policy = source.safe, source.safe.policy
    ran = {step.step for step in safe.steps if step.ran}
    kinds = list(_small_kinds(source) if safe.noise is None else noisy_kinds(policy, source.kit))
    match safe.breakdown.state:
        case BreakdownState.SHOWN:
            kinds.append(
                both(hidden.KIND_AREAS, people=policy.group_people, mentors=policy.effective_mentors)
            )
        case BreakdownState.TOO_FEW:
            words_of = hidden.KIND_NO_BREAKDOWN_TRIED if Step.CHANCE in ran else hidden.KIND_NO_BREAKDOWN
            kinds.append(both(words_of, people=policy.group_people, mentors=policy.effective_mentors))
        case BreakdownState.NOT_DECLARED:
            kinds.append(hidden.KIND_NOT_DECLARED)
    if safe.breakdown.state is BreakdownState.SHOWN and not shows_where(tables):
        kinds.append(both(hidden.KIND_NO_WHERE, share=WHERE_SHARE))
    if not has_manager(tables):
        kinds.append(both(hidden.KIND_NO_MANAGER, rated=policy.rated))
    kinds += [
        *((hidden.KIND_CHECK,) if Step.ATTACK in ran else ()),
        *((hidden.KIND_CHANCE,) if Step.CHANCE in ran else ()),
    ]
    return tuple(kinds)


def _small_kinds(source: Source) -> tuple[Bilingual, ...]:
    """The rules that hide a figure for what it is itself, or for the whole it is a part of."""
    policy, base = source.safe.policy, source.safe.base
    theme = theme_floor(base, policy)
    sensitive = (
        both(hidden.KIND_SENSITIVE, floor=max(policy.sensitive_from, theme))
        if source.kit.store_sensitive
        else hidden.KIND_NOT_STORED
    )
    small = both(hidden.KIND_SMALL, floor=max(policy.hide_below, base), theme=theme)
    return small, hidden.KIND_PARTS, sensitive


def method_section(source: Source) -> Section:
    """How this report was made, and which checks it has and has not been through."""
    pool = source.safe.kind is ReportKind.POOL
    blocks: tuple[Block, ...] = (
        Words(voice=Voice.BODY, text=words.METHOD_INTRO if pool else words.METHOD_INTRO_LIST),
        Pairs(style=PairStyle.FACTS, items=_who(source, pool=pool)),
        _heading(words.RULES),
        Listing(items=_rules(source, pool=pool)),
        *(given_away(source.safe.noise, source.safe.policy) if source.safe.noise else ()),
        _heading(words.NOT_RUN if _not_run(source, pool=pool) else words.ALL_RUN),
        *(Words(voice=Voice.NOTICE, text=text) for text in _not_run(source, pool=pool)),
        _heading(words.LIMITS),
        Listing(items=_limits(source, pool=pool)),
        _heading(words.EMPLOYEES),
        Words(voice=Voice.BODY, text=words.EMPLOYEES_TEXT),
        _heading(words.VERIFY),
        Pairs(style=PairStyle.FACTS, items=_identity(source, pool=pool)),
    )
    return Section(key="method", title=words.METHOD, blocks=blocks)


def _limits(source: Source, *, pool: bool) -> tuple[Bilingual, ...]:
    if source.safe.noise is not None:
        return (*words.LIMIT_ITEMS, *noise_words.LIMITS)
    if not pool:
        return words.LIMIT_ITEMS
    by_two = any(step.ran for step in source.safe.steps if step.step is Step.SHARES)
    return words.LIMIT_ITEMS_POOL if by_two else (*words.LIMIT_ITEMS_POOL, words.LIMIT_ONE_KEEPER)


def _who(source: Source, *, pool: bool) -> tuple[Pair, ...]:
    safe = source.safe
    counted = words.COUNTED_TEXT if pool else words.COUNTED_TEXT_LIST
    pairs = [
        Pair(
            name=words.COUNTED,
            text=both(counted, people=band(safe.people_band), mentors=band(safe.mentors_band)),
        ),
        Pair(name=words.UNIT, text=both(words.UNIT_TEXT, cap=safe.policy.themes_each)),
        Pair(
            name=words.TAXONOMY,
            text=both(
                words.TAXONOMY_TEXT, version=source.taxonomy.version, themes=len(source.taxonomy.themes)
            ),
        ),
        Pair(
            name=words.NOT_COLLECTED, text=words.NOT_COLLECTED_TEXT if pool else words.NOT_COLLECTED_TEXT_LIST
        ),
        Pair(name=words.WHO_TO_ASK, text=source.kit.coordinator),
    ]
    return tuple(pairs)


def _rules(source: Source, *, pool: bool) -> tuple[Bilingual, ...]:
    """The steps in order, as far as they were run."""
    safe, policy = source.safe, source.safe.policy
    ran = {step.step for step in safe.steps if step.ran}
    if not pool:
        return (
            both(words.RULE_GATE_LIST, people=policy.list_people),
            both(words.RULE_CAP, cap=policy.themes_each),
            words.RULE_COUNT_LIST,
            both(words.RULE_BLUR_LIST, never=LIST_NEVER, always=LIST_ALWAYS),
            *((words.RULE_ATTACK_LIST,) if Step.ATTACK in ran else ()),
            words.RULE_SEAL_LIST,
        )
    if safe.noise is not None:
        return (*noisy_rules(policy), words.RULE_SHARES, words.RULE_SEAL)
    base, themes = safe.base, base_of(TableId.THEMES, safe.base)
    floor = max(policy.hide_below, base)
    facts = {
        Step.GATE: both(
            words.RULE_GATE,
            mentors=policy.mentors,
            people=policy.people,
            group=policy.group_people,
            spread=policy.effective_mentors,
        ),
        Step.CAP: both(words.RULE_CAP_POOL, cap=policy.themes_each, sessions=policy.sessions_each),
        Step.COUNT: words.RULE_COUNT,
        Step.BLUR: both(words.RULE_BLUR, base=base, themes=themes, coarser=base_of(TableId.SESSIONS, base)),
        Step.HIDE: both(
            words.RULE_HIDE,
            floor=floor,
            theme=theme_floor(base, policy),
            sensitive=max(policy.sensitive_from, theme_floor(base, policy)),
            rated=policy.rated,
        ),
        Step.CHANCE: _chance(),
        Step.ATTACK: words.RULE_ATTACK,
        Step.SHARES: words.RULE_SHARES,
    }
    return (*(fact for step, fact in facts.items() if step in ran), words.RULE_SEAL)


def _chance() -> Bilingual:
    return both(words.RULE_CHANCE, area=LEFT_OUT_OF_AREA, others=LEFT_OUT, parts=LEFT_OUT_WITH_PARTS)


def _not_run(source: Source, *, pool: bool) -> tuple[Bilingual, ...]:
    if source.safe.noise is not None:
        return (noise_words.ATTACK_NOT_RUN,)
    ran = {step.step for step in source.safe.steps if step.ran}
    texts = {Step.ATTACK: words.ATTACK_NOT_RUN, Step.SHARES: words.SHARES_NOT_RUN}
    wanted = (Step.ATTACK, Step.SHARES) if pool else (Step.ATTACK,)
    return tuple(texts[step] for step in wanted if step not in ran)


def _identity(source: Source, *, pool: bool) -> tuple[Pair, ...]:
    def same(text: str) -> Bilingual:
        return Bilingual(text, text)

    previous = same(source.previous) if source.previous else words.NO_PREVIOUS
    pairs = (
        Pair(name=words.HOW_TO_VERIFY, text=words.HOW_TO_VERIFY_TEXT),
        Pair(name=words.SOFTWARE, text=same(source.software)),
        Pair(name=words.KIT_HASH, text=same(source.kit.kit_hash)),
        Pair(name=words.PLAN_HASH, text=same(source.safe.plan_hash)),
    )
    # A list names no list before it: that would tie two half-years to one mentor.
    return (*pairs, Pair(name=words.PREVIOUS, text=previous)) if pool else pairs
