"""The words of "Before you go in": what is asked, what a "no" asks of you, and what is known."""

import datetime as dt
from collections.abc import Mapping

from careernotes.domain.ethics import Checklist
from careernotes.domain.ids import ItemId
from careernotes.domain.vocabulary import Answer, Effect, Plan, SessionKind
from careernotes.gui.controllers.people_words import action_row
from careernotes.gui.models.wording import capital, how_long_ago, word
from careernotes.gui.paper import Both, Sheet
from careernotes.gui.views.before_line import CheckAnswer, CheckRow
from careernotes.i18n import _, language, ngettext
from careernotes.services.views import AskedItem, Preparation

PLANS = (Plan.DISCLOSE, Plan.SET_BOUNDARY, Plan.FIX_NOW, Plan.POSTPONE, Plan.HAND_OVER)
_AGREEMENT, _ASKED_FOR = "E01", "E10"
# What the vault answers itself when it may ask nobody, but that never stands among the facts.
_ASKED_HERE_TOO = frozenset({"P04"})


def subtitle(shown: Preparation) -> str:
    """Which conversation this is, and how long the check is."""
    which = _("Session {number}, {kind}").format(number=shown.session_number, kind=word(shown.kind))
    form = _("full check, about 90 seconds") if shown.full_form else _("short check, about 25 seconds")
    return f"{which}  ·  {form}"


def check_rows(shown: Preparation) -> list[CheckRow]:
    """The lines, numbered."""
    return [_check_row(each, number, shown) for number, each in enumerate(shown.asked, start=1)]


def _check_row(each: AskedItem, number: int, shown: Preparation) -> CheckRow:
    item, tongue = each.item, language()
    way_out = ""
    if item.item_id == _AGREEMENT:
        way_out = _("Open the agreement")
    elif item.item_id == _ASKED_FOR:
        way_out = _("What to say, and note who asked")
    elif item.on_no is Effect.BLOCK:
        way_out = _("Whom to ask, and what to say")
    hint = item.why.in_language(tongue)
    if each.fact is not None and not each.fact.holds:
        hint = each.fact.text
    return CheckRow(
        key=item.item_id,
        number=number,
        statement=item.statement.in_language(tongue),
        hint=hint,
        may_not_apply=each.may_not_apply and shown.kind is SessionKind.CONTRACTING and item.item_id == "E02",
        locked=each.locked is not None,
        way_out=way_out,
    )


def line_answers(
    shown: Preparation, answers: Mapping[ItemId, Answer], plans: Mapping[ItemId, Plan], checklist: Checklist
) -> dict[str, CheckAnswer]:
    """How each line stands, with what a "no" does and asks."""
    result: dict[str, CheckAnswer] = {}
    for each in shown.asked:
        key = each.item.item_id
        answer = each.locked or answers.get(key)
        if answer is None:
            continue
        if answer is not Answer.NO:
            result[key] = CheckAnswer(answer=answer.value)
            continue
        warns = each.item.on_no is Effect.WARN
        fix = each.item.fix.in_language(language())
        effect = checklist.effects[each.item.on_no].in_language(language())
        plan = plans.get(key)
        result[key] = CheckAnswer(
            answer=answer.value,
            effect=f"{fix} {effect}",
            reminder=each.item.on_no is Effect.PROMPT,
            plans=tuple((value.value, capital(word(value))) for value in PLANS) if warns else (),
            plan=plan.value if plan is not None else "",
        )
    return result


def fact_rows(shown: Preparation) -> list[tuple[str, str, str]]:
    """What the vault knows: a word, its kind and the sentence; nothing that has a line of its own."""
    rows: list[tuple[str, str, str]] = []
    renewed = [fact for fact in shown.known if fact.item_id.startswith("P")]
    if renewed and all(fact.holds for fact in renewed):
        rows.append((_("known"), "calm", _("Training, code, case discussions and reviews are all in time.")))
    for fact in shown.known:
        if fact.holds and fact not in renewed:
            rows.append((_("known"), "calm", fact.text))
        elif not fact.holds and (fact.item_id in _ASKED_HERE_TOO or fact.item_id.startswith("E")):
            kind = "danger" if fact.effect is Effect.BLOCK else "warning"
            rows.append((_("look"), kind, fact.text))
    return rows


def last_words(shown: Preparation, *, today: dt.date) -> str:
    """What was to be asked next time, and when that was."""
    if shown.last_on is None:
        return _("This is your first conversation.")
    when = how_long_ago(shown.last_on, today=today)
    if shown.last_next_time:
        return _("{when}: {words}").format(when=capital(when), words=shown.last_next_time)
    return _("You spoke {when}; no line for next time.").format(when=when)


def card_sheet(shown: Preparation, *, today: dt.date) -> Sheet:
    """The card on one sheet for the pocket; no name of the mentee stands on it."""
    tongue = language()
    actions = [action_row(each, today=today) for each in shown.open_actions]
    parts = [
        (_("Last time"), [last_words(shown, today=today)]),
        (_("Goal"), [shown.goal] if shown.goal else []),
        (_("Open actions"), [f"{row.title} ({row.detail})" for row in actions]),
        (_("Code of ethics"), [each.item.statement.in_language(tongue) for each in shown.asked]),
    ]
    return Sheet(
        title=(_("Before you go in"), ""),
        parts=tuple(
            Both(heading=(heading, ""), own=tuple(shown.naming.sub("–", text) for text in texts))
            for heading, texts in parts
            if texts
        ),
        foot=_("Confidential. Take it with you and destroy it afterwards."),
    )


def start_words(waiting: int, *, may: bool) -> str:
    """Beside the button: whether the conversation can start."""
    if may:
        return _("Ready")
    return ngettext("{count} line waits", "{count} lines wait", waiting).format(count=waiting)
