"""The certificate of one report: what its reader knows, and the worlds that prove every group in it safe.

Replayed without a solver: the problems are posed anew from the figures and from who came and went, and the
checker alone decides about the worlds on the pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from careernotes.auditing.allies import Declared, DeclaredSet
from careernotes.auditing.attack import Outcome, line_of
from careernotes.auditing.family_audit import attack_family
from careernotes.auditing.look import Look
from careernotes.auditing.memory import Memory, plain_memory, read_memory
from careernotes.auditing.pages import Page, Shelf
from careernotes.auditing.problem import Known
from careernotes.auditing.setting import Setting
from careernotes.canonical import Json
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.plan import FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.taxonomy import Taxonomy

CERTIFICATE_FORMAT = 2
BESIDE_OTHERS = "others"
"""The name of what is tried beside reports with other areas."""
_MOST_SETS = 1000
_MOST_WEIGHT = 2**62
_LONGEST = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """*memories*: the reports it is about, the oldest first and its own last. *borne*: the groups that could
    be told from earlier reports already, by family; of these it proves that its own report adds nothing.
    """

    memories: tuple[Memory, ...]
    sets_of_allies: int
    drawn: str
    """From what these were drawn."""
    allies: tuple[DeclaredSet, ...]
    pages: tuple[Page, ...]
    borne: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What replaying came to: questions that are proven, and the names of those that are not."""

    questions: int
    worlds: int
    borne: int
    undecided: int
    """Questions nobody could answer in time, about families of which the report shows nothing."""
    open: tuple[str, ...]


def certified(setting: Setting, outcome: Outcome) -> Certified:
    """The certificate of a report that an attack let out."""
    assert outcome.memory is not None, "a report that was not attacked has no certificate"
    return Certified(
        memories=(*setting.past, outcome.memory),
        sets_of_allies=setting.sets_of_allies,
        drawn=setting.drawn,
        allies=setting.allies,
        pages=outcome.pages,
        borne=outcome.told_before,
    )


def replay(given: Certified, *, plan: FigurePlan, policy: Policy, taxonomy: Taxonomy) -> Proven:
    """Go through every question of the attack once more, with the certificate in the place of a solver."""
    *past, new = given.memories
    setting = Setting(
        past=tuple(past),
        roster=new.roster,
        plan=plan,
        policy=policy,
        taxonomy=taxonomy,
        partition=new.partition,
        sets_of_allies=given.sets_of_allies,
        drawn=given.drawn,
        allies=given.allies,
    )
    shelf = Shelf(given.pages)
    questions, still, borne, undecided = 0, list(_beside_other_areas(setting, new.look)), 0, 0
    for series in setting.lines(new.look):
        attacker = setting.attacker(
            series, make_solver=shelf.solver, step=lambda: None, remembered=shelf.worlds
        )
        for family in setting.families():
            name = line_of(series, family)
            told = given.borne.get(name, frozenset())
            borne += len(told)
            try:
                found = attack_family(family, series, attacker, borne=told)
            except ReportHeldError:
                still.append(name)
                continue
            if any(key in new.look.shown for key in family.figures):
                still += [leak.target for leak in found.leaks]
            else:
                undecided += len(found.leaks)
            questions += sum(len(proof.targets) for proof in found.proofs)
    worlds = sum(len(page.worlds) for page in given.pages)
    return Proven(questions=questions, worlds=worlds, borne=borne, undecided=undecided, open=tuple(still))


def _beside_other_areas(setting: Setting, look: Look) -> Iterator[str]:
    """Figures by area that must not be shown beside reports with other areas: reckoned anew, since that needs
    no worlds.
    """
    by_area = frozenset(key for key in look.shown if key.table is TableId.AREA_GROUPS)
    told = setting.overlaid(look) | (by_area if setting.other_areas else frozenset())
    yield from (f"{BESIDE_OTHERS}/{key}" for key in sorted(told, key=str))


def plain_certified(given: Certified) -> dict[str, Json]:
    """The JSON value of a certificate."""
    return {
        "format": CERTIFICATE_FORMAT,
        "reports": [plain_memory(each) for each in given.memories],
        "sets_of_allies": given.sets_of_allies,
        "drawn": given.drawn,
        "allies": [{"people": [_plain_declared(each) for each in every]} for every in given.allies],
        "pages": [_plain_page(page) for page in given.pages],
        "borne": [{"family": name, "groups": sorted(told)} for name, told in sorted(given.borne.items())],
    }


def read_certified(root: Reader) -> Certified:
    """A certificate from its JSON value.

    Raises:
        MalformedError: when it is none.
    """
    root.integer("format", low=CERTIFICATE_FORMAT, high=CERTIFICATE_FORMAT)
    memories = tuple(read_memory(each) for each in root.items("reports"))
    if not memories or any(_unrounded(each.look) for each in memories):
        raise MalformedError("reports", "one report at least, and what its figures were rounded to")
    return Certified(
        memories=memories,
        sets_of_allies=root.integer("sets_of_allies", low=0, high=_MOST_SETS),
        drawn=root.text("drawn", longest=64),
        allies=tuple(
            tuple(_declared(each) for each in every.objects("people")) for every in root.objects("allies")
        ),
        pages=tuple(_page(each) for each in root.objects("pages")),
        borne={each.text("family"): frozenset(each.texts("groups")) for each in root.objects("borne")},
    )


def _unrounded(look: Look) -> bool:
    """Whether a figure stands there and not what it was rounded to."""
    return any(key.table not in look.steps for key in (*look.shown, *look.dashes))


def _plain_declared(each: Declared) -> Json:
    return {"area": each.area, "first": each.first, "people": each.people}


def _declared(item: Reader) -> Declared:
    item.only("area", "first", "people")
    return Declared(
        area=item.integer("area", low=0, high=_MOST_SETS),
        first=item.integer("first", low=0, high=_LONGEST),
        people=item.integer("people", low=1, high=_LONGEST),
    )


def _plain_page(page: Page) -> Json:
    return {
        "problem": page.name,
        "worlds": [list(world) for world in page.worlds],
        "refuted": [
            {"known": [list(each) for each in known], "weights": list(weights)}
            for known, weights in sorted(page.refuted.items())
        ],
    }


def _page(item: Reader) -> Page:
    item.only("problem", "worlds", "refuted")
    return Page(
        name=item.text("problem"),
        worlds=tuple(tuple(_numbers(world)) for world in _lists(item, "worlds")),
        refuted={
            _known(each): tuple(_numbers(each.items("weights", most=_LONGEST)))
            for each in item.objects("refuted")
        },
    )


def _known(item: Reader) -> Known:
    found = [tuple(_numbers(each)) for each in _lists(item, "known")]
    if any(len(each) != 3 for each in found):
        raise MalformedError(item.at("known"), "threes of numbers")
    return tuple((kind, least, most) for kind, least, most in found)


def _lists(item: Reader, name: str) -> Iterator[Sequence[object]]:
    for each in item.items(name, most=_LONGEST):
        if not isinstance(each, list):
            raise MalformedError(item.at(name), "lists of numbers")
        yield each


def _numbers(given: Sequence[object]) -> Iterator[int]:
    for number in given:
        if type(number) is not int or abs(number) > _MOST_WEIGHT:
            raise MalformedError("numbers", "whole numbers")
        yield number
