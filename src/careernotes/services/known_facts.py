"""What the vault knows before a conversation, said beside the questions: nobody is asked for it."""

from careernotes.domain.agreements import ConsentRecord, answers, current_consents
from careernotes.domain.ids import EngagementId, ItemId
from careernotes.domain.vocabulary import ConsentKey, Effect, Side
from careernotes.i18n import _, ngettext
from careernotes.services.clashing import clash_fact
from careernotes.services.desk import Desk
from careernotes.services.people import agreement_line, agreement_state
from careernotes.services.periodic import periodic_states
from careernotes.services.records import engagement_of, latest_agreement, mentee_of, open_actions
from careernotes.services.views import FactLine
from careernotes.services.wording import day_text


def known_facts(
    desk: Desk, engagement_id: EngagementId, *, number: int, contracting: bool
) -> tuple[FactLine, ...]:
    """Agreement, limits, promises and choices of one person, then what the mentor renews."""
    facts = [
        _agreement_fact(desk, engagement_id, contracting=contracting),
        _limits_fact(desk, engagement_id, contracting=contracting),
    ]
    facts.append(clash_fact(desk, engagement_id))
    if number > 1:
        facts.append(_promises_fact(desk, engagement_id))
    facts.append(_counting_fact(desk, engagement_id))
    if not mentee_of(desk, engagement_of(desk, engagement_id).mentee_id).practice:
        facts += [
            FactLine(
                item_id=line.item.item_id,
                holds=line.holds,
                effect=line.effect,
                on=line.last_on,
                text=line.text,
            )
            for line in periodic_states(desk, engagement_id)
        ]
    return tuple(fact for fact in facts if fact is not None)


def _agreement_fact(desk: Desk, engagement_id: EngagementId, *, contracting: bool) -> FactLine | None:
    """E01: blocks without an agreement in force, except in the conversation that makes one."""
    agreement = latest_agreement(desk, engagement_id)
    in_force = agreement is not None and agreement.in_force(desk.today)
    if contracting and not in_force:
        return None
    # That it is due for a look is said once, on the line where the look is noted.
    state = agreement_state(agreement, look_on=None, today=desk.today)
    return FactLine(
        item_id=ItemId("E01"),
        holds=in_force,
        effect=Effect.BLOCK,
        on=agreement.agreed_on if agreement is not None else None,
        text=agreement_line(agreement, state, look_on=None),
    )


def _limits_fact(desk: Desk, engagement_id: EngagementId, *, contracting: bool) -> FactLine | None:
    """E02: known from the agreement; at a contracting conversation it is still to be said."""
    log = desk.store.all(ConsentRecord, engagement_id=engagement_id)
    told = current_consents(log).notes_informed
    if contracting and not told:
        return None
    said = answers(log).get(ConsentKey.NOTES_INFORMED)
    on = said.said_on if said is not None else None
    told_on = _("Told what you write down and what cannot stay private on {day}.")
    text = (
        told_on.format(day=day_text(on))
        if told and on is not None
        else _("Not told yet what you write down.")
    )
    return FactLine(item_id=ItemId("E02"), holds=told, effect=Effect.BLOCK, on=on, text=text)


def _promises_fact(desk: Desk, engagement_id: EngagementId) -> FactLine:
    """E13: what I said I would do and is past its day."""
    mine = [action for action in open_actions(desk, engagement_id) if action.owner is Side.MENTOR]
    late = [action for action in mine if action.due_on is not None and action.due_on < desk.today]
    if late:
        text = ngettext(
            "{count} thing you promised is past its day.",
            "{count} things you promised are past their day.",
            len(late),
        ).format(count=len(late))
    elif mine:
        text = ngettext(
            "{count} thing you promised is still open, none late.",
            "{count} things you promised are still open, none late.",
            len(mine),
        ).format(count=len(mine))
    else:
        text = _("You have done what you promised.")
    return FactLine(item_id=ItemId("E13"), holds=not late, effect=Effect.PROMPT, on=None, text=text)


def _counting_fact(desk: Desk, engagement_id: EngagementId) -> FactLine:
    """E14: the choice as it stands, and since when. It is the mentee's to change, so it always holds."""
    log = desk.store.all(ConsentRecord, engagement_id=engagement_id)
    counted = current_consents(log).counted_general
    said = answers(log).get(ConsentKey.COUNTED_GENERAL)
    on = said.said_on if said is not None else None
    if on is None:
        text = _("Not asked yet about being counted, so not counted.")
    elif counted:
        text = _("Counted in anonymous totals since {day}.").format(day=day_text(on))
    else:
        text = _("Not counted in any report, as chosen on {day}.").format(day=day_text(on))
    return FactLine(item_id=ItemId("E14"), holds=True, effect=Effect.PROMPT, on=on, text=text)
