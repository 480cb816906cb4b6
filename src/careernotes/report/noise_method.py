"""The method of a report with noise: formula, scales and what was given away, from what was used."""

from fractions import Fraction

from careernotes.disclosure.budget import YEAR_BUDGET
from careernotes.disclosure.mechanisms import NOISE_PEOPLE, NoiseUsed, epsilon_of, mechanisms
from careernotes.disclosure.policy import Policy
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.words import Bilingual
from careernotes.report import method_words, withheld_words
from careernotes.report import noise_words as words
from careernotes.report.document import Block, Pair, Pairs, PairStyle, Voice, Words
from careernotes.report.wording import both

_THOUSANDTHS = 1000


def noisy_rules(policy: Policy) -> tuple[Bilingual, ...]:
    """The steps in order."""
    return (
        both(
            words.RULE_GATE,
            noise=NOISE_PEOPLE,
            mentors=policy.mentors,
            group=policy.group_people,
            spread=policy.effective_mentors,
        ),
        both(words.RULE_CAP, cap=policy.themes_each),
        method_words.RULE_COUNT,
        words.RULE_NOISE,
        both(
            words.RULE_HIDE,
            floor=policy.hide_below,
            sensitive=max(policy.hide_below, policy.sensitive_from),
            rated=policy.rated,
        ),
    )


def given_away(noise: NoiseUsed, policy: Policy) -> tuple[Block, ...]:
    """The formula with its numbers, and the year so far."""
    facts = [
        Pair(
            name=words.THIS_REPORT,
            text=both(
                words.THIS_REPORT_TEXT,
                scale=noise.scale,
                cap=policy.themes_each,
                epsilon=_said(epsilon_of(noise.scale)),
            ),
        ),
        Pair(
            name=words.THIS_YEAR,
            text=both(words.THIS_YEAR_TEXT, spent=_said(noise.spent), budget=_said(YEAR_BUDGET)),
        ),
    ]
    facts += [
        Pair(
            name=words.VECTORS[each.vector],
            text=both(
                words.VECTOR_TEXT,
                sensitivity=each.sensitivity,
                scale=_said(each.scale),
                epsilon=_said(each.epsilon),
            ),
        )
        for each in mechanisms(noise.scale)
    ]
    return (
        Words(voice=Voice.HEADING, text=words.GIVEN_AWAY),
        Words(voice=Voice.BODY, text=words.GIVEN_AWAY_TEXT),
        Pairs(style=PairStyle.FACTS, items=tuple(facts)),
    )


def noisy_kinds(policy: Policy, kit: ProgrammeKit) -> tuple[Bilingual, ...]:
    """The rules that hide a figure for what it is itself, or for the whole it is a part of."""
    least = max(policy.hide_below, policy.sensitive_from)
    return (
        both(words.KIND_SMALL, floor=policy.hide_below),
        withheld_words.KIND_PARTS,
        both(words.KIND_SENSITIVE, floor=least) if kit.store_sensitive else withheld_words.KIND_NOT_STORED,
        words.KIND_SESSIONS,
    )


def _said(value: Fraction) -> Bilingual:
    """A fraction as it is, and to a thousandth: ``5/8 (0.625)``."""
    if value.denominator == 1:
        return Bilingual(str(value), str(value))
    whole, part = divmod(round(value * _THOUSANDTHS), _THOUSANDTHS)
    digits = f"{part:03}".rstrip("0") or "0"
    return Bilingual(f"{value} ({whole}.{digits})", f"{value} ({whole},{digits})")
