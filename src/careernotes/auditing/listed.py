"""The attack on one mentor's theme list, tried together with every list before it.

A theme that is on a list says "four people or more", one that is not says "seven or fewer". What leaks is
kept out of the new list. A theme is kept out before anybody looks whether it would be on it: when being
on the list *or not being on it* would, with the lists before, point at a small group, the new list says
nothing about that theme. So which themes are kept out depends on earlier lists and on who came and went
alone, and the reader who knows the program learns nothing from it. Themes are independent problems, so
keeping out exactly those is the least that will do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.allies import Circles, DeclaredSet, declared_allies
from careernotes.auditing.asking import MakeSolver, Step
from careernotes.auditing.families import Family
from careernotes.auditing.family_audit import Attacker, Findings, attack_family, attack_with_allies
from careernotes.auditing.look import MANY, Look, Span
from careernotes.auditing.memory import Memory
from careernotes.auditing.model import Series
from careernotes.auditing.roster import PersonClass, Roster, classes_of, linked
from careernotes.auditing.shipped import highs
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import LIST_ALWAYS, LIST_NEVER

LIST_PARTITION = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook(Look):
    """One list as its reader sees it: *shown* has the themes on it, *dashes* those that are not, *covered*
    those of which it says nothing.
    """

    def span(self, key: FigureKey) -> Span | None:
        """See :class:`Look`."""
        if key in self.covered:
            return None
        if key in self.shown:
            return Span(low=LIST_NEVER + 1, high=MANY)
        return Span(low=0, high=LIST_ALWAYS - 1) if key in self.dashes else None

    def as_new(self, plan: FigurePlan) -> "ListLook":
        """The list itself: what it says by leaving a theme out is tried like what it says by naming one."""
        del plan
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSetting:
    """What a list is attacked with: the lists before it, who is in it, and the themes it could name."""

    past: tuple[Memory, ...]
    roster: Roster
    plan: FigurePlan
    themes: tuple[FigureKey, ...]
    allies: tuple[DeclaredSet, ...] = ()
    """Sets of people of whom the mentor assumes that they tell the reader everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOutcome:
    """What the attack came to, for the mentor's screen: never for a file."""

    silent: frozenset[FigureKey]
    """The themes of which the list must say nothing."""
    lists: int
    groups: int
    worlds: int
    borne: int
    """Groups that could be told from earlier lists already."""
    exposed: int
    """In how many lists, this one among them, the most exposed person and theme are."""


def attack_list(
    setting: ListSetting, *, step: Step = lambda: None, make_solver: MakeSolver = highs
) -> ListOutcome:
    """Every theme of a list, tried both ways together with every list before it."""
    return _ListAttack(setting, step, make_solver).outcome()


def list_memory(
    setting: ListSetting, outcome: ListOutcome, on_it: frozenset[FigureKey], taxonomy_hash: str
) -> Memory:
    """What later lists have to be tried against."""
    look = Look(
        steps={},
        shown={key: LIST_NEVER + 1 for key in setting.themes if key in on_it},
        dashes={key: LIST_ALWAYS for key in setting.themes if key not in on_it},
        groups={},
        covered=outcome.silent,
    )
    return Memory(roster=setting.roster, look=look, partition=LIST_PARTITION, taxonomy_hash=taxonomy_hash)


class _ListAttack:
    def __init__(self, setting: ListSetting, step: Step, make_solver: MakeSolver) -> None:
        self._setting = setting
        past = setting.past[linked([each.roster for each in setting.past] + [setting.roster]) :]
        self._past = tuple(_as_list(each.look) for each in past)
        self._classes = classes_of([*(each.roster for each in past), setting.roster])
        sets = tuple(declared_allies(each, self._classes, len(self._past)) for each in setting.allies)
        circles = Circles(sets=sets, declared=len(sets)) if sets else None
        self._attacker = Attacker(plan=setting.plan, step=step, make_solver=make_solver, circles=circles)
        # Themes about which every list said the same are one problem.
        self._known: dict[tuple[Span | None, ...], tuple[bool, Findings]] = {}

    def outcome(self) -> ListOutcome:
        """See :func:`attack_list`."""
        tried = {key: self._tried(key) for key in self._setting.themes}
        silent = frozenset(key for key, (leaks, _before) in tried.items() if leaks)
        found = [before for _leaks, before in self._known.values()]
        return ListOutcome(
            silent=silent,
            lists=len(self._past) + 1,
            groups=sum(len(proof.targets) for each in found for proof in each.proofs),
            worlds=sum(len(proof.certificate.worlds) for each in found for proof in each.proofs),
            borne=max((len(each.leaks) for each in found), default=0),
            exposed=max(
                (self._looks_at(key, each, silent) for key in tried for each in self._here()), default=0
            ),
        )

    def _tried(self, key: FigureKey) -> tuple[bool, Findings]:
        pattern = tuple(look.span(key) for look in self._past)
        if pattern not in self._known:
            family = Family(names=(str(key),), figures={key: (0,)})
            before = attack_with_allies(family, self._series(key, covered=True), self._attacker)
            # What was not decided in time is among them. Either it becomes known what was possible before,
            # and the new list must not add to it; or that is a leak both ways, and the theme is kept out.
            borne = frozenset(leak.target for leak in before.leaks)
            both = [
                attack_family(family, self._series(key, on_it=on_it), self._attacker, borne=borne)
                for on_it in (True, False)
            ]
            proofs = tuple(proof for each in (before, *both) for proof in each.proofs)
            leaks = any(each.leaks for each in both)
            self._known[pattern] = (leaks, replace(before, proofs=proofs))
        return self._known[pattern]

    def _series(self, key: FigureKey, *, on_it: bool = False, covered: bool = False) -> Series:
        """The lists so far and a new one, with one theme on it, or not, or of which it says nothing."""
        new = ListLook(
            steps={},
            shown={key: LIST_NEVER + 1} if on_it else {},
            dashes={} if on_it else {key: LIST_ALWAYS},
            groups={},
            covered=frozenset({key} if covered else ()),
        )
        return Series(looks=(*self._past, new), classes=self._classes)

    def _here(self) -> Sequence[PersonClass]:
        return [each for each in self._classes if each.present(len(self._past))]

    def _looks_at(self, key: FigureKey, people: PersonClass, silent: frozenset[FigureKey]) -> int:
        """In how many lists somebody was of whom each says something about one theme."""
        before = sum(
            look.span(key) is not None and people.present(place) for place, look in enumerate(self._past)
        )
        return before + (key not in silent)


def _as_list(look: Look) -> ListLook:
    kept: Mapping[FigureKey, int] = {k: n for k, n in look.shown.items() if k.table is TableId.THEMES}
    return ListLook(steps={}, shown=kept, dashes=look.dashes, groups={}, covered=look.covered)
