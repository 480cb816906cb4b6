"""The plain words for the closed lists of the journey; they speak to nobody, so they fit every page."""

from collections.abc import Mapping
from enum import Enum

from careernotes.domain import journey as j
from careernotes.domain import vocabulary as v
from careernotes.i18n import noop

JOURNEY_WORDS: Mapping[Enum, str] = {
    j.StepKind.UPWARD: noop("a step up"),
    j.StepKind.FIRST_LEADERSHIP: noop("leading for the first time"),
    j.StepKind.SPECIALIST: noop("growing as a specialist"),
    j.StepKind.LATERAL: noop("a sideways step"),
    j.StepKind.CROSS_FUNCTION: noop("another function"),
    j.StepKind.CROSS_SITE: noop("another site"),
    j.StepKind.CROSS_COUNTRY: noop("another country"),
    j.StepKind.PROJECT: noop("a project"),
    j.StepKind.SECONDMENT: noop("a secondment"),
    j.StepStatus.WANTED: noop("wanted"),
    j.StepStatus.TAKEN: noop("taken"),
    j.StepStatus.LET_GO: noop("let go"),
    j.BarrierKind.OPENINGS_HIDDEN: noop("openings are hard to see"),
    j.BarrierKind.NOT_LET_GO: noop("not let go where they work now"),
    j.BarrierKind.RULES: noop("rules on grades or waiting times"),
    j.BarrierKind.EXPERIENCE: noop("experience that is missing"),
    j.BarrierKind.NETWORK: noop("knowing too few people there"),
    j.BarrierKind.PLACE: noop("the place or the travel"),
    j.BarrierKind.HOME: noop("life at home"),
    j.BarrierKind.CONFIDENCE: noop("confidence"),
    j.BarrierKind.PAY: noop("pay or terms"),
    v.SponsorActKind.INTRODUCTION: noop("an introduction"),
    v.SponsorActKind.RECOMMENDATION: noop("a recommendation"),
    v.SponsorActKind.OPPORTUNITY_SHARED: noop("an opportunity passed on"),
    v.SponsorActKind.DOOR_OPENED: noop("a door opened"),
    v.SponsorActKind.ADVOCACY_IN_MEETING: noop("spoken up for in a meeting"),
    v.SponsorActKind.ACCESS_TO_EVENT: noop("a place at an event"),
    v.SponsorActKind.STRETCH_TASK: noop("a task to grow in"),
    v.SponsorActKind.SKILL_SHARED: noop("teaching what the mentor knows"),
    j.HelpRole.NETWORKER: noop("networker"),
    j.HelpRole.DOOR_OPENER: noop("door opener"),
    j.HelpRole.SPONSOR: noop("sponsor"),
    j.HelpRole.TALENT_DEVELOPER: noop("talent developer"),
    j.StayStep.SETTLED: noop("settled"),
    j.StayStep.LOOKING_INSIDE: noop("looking inside"),
    j.StayStep.LOOKING_OUTSIDE: noop("looking outside"),
    j.StayStep.LEAVING: noop("leaving"),
    j.Phase.START: noop("at the start"),
    j.Phase.FINAL: noop("at the end"),
}
