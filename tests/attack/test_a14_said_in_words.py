"""A14: the reader who takes what a report says beside its figures: how many people, how many mentors.

Who said yes to being counted is confidential. The figures are nudged; a sentence or the order of small areas
must not give away the number behind them. Reports whose figures are nudged alike are equal to the byte.
"""

from tests.attack.firm import Employee, Firm, Office, firm, sealed
from tests.unit.disclosure.support import make_kit

from careernotes.disclosure.blur import COIN_SPACE
from careernotes.domain.kit import PolicyFloors


def always_up(_plan: str, _period: str, figure: str) -> int:
    """Luck that rounds every number up and leaves nothing out."""
    return COIN_SPACE - 1 if figure.startswith("chance/") else 0


def always_down(*_name: str) -> int:
    """Luck that rounds every number down and leaves nothing out."""
    return COIN_SPACE - 1


def report(made: Firm) -> bytes:
    return sealed(made, Office(coin=always_up, attacks=False).release(made, 0))


def crowd(people: int, mentors: int) -> Firm:
    return firm([Employee(number=n, mentor=n % mentors) for n in range(people)])


def test_numbers_of_people_and_mentors_that_are_nudged_alike_give_the_same_words() -> None:
    one = report(crowd(91, 11))
    for people, mentors in ((92, 11), (95, 11), (91, 13), (94, 14)):
        assert report(crowd(people, mentors)) == one
    # The comparison does see more people, and more mentors.
    assert report(crowd(96, 11)) != one != report(crowd(91, 17))


def hamlets(sizes: tuple[int, int, int, int]) -> Firm:
    people: list[Employee] = []
    for area, size in enumerate(sizes, start=1):
        people += [Employee(number=len(people) + n, mentor=n % 9, area=area) for n in range(size)]
    return firm(people)


def test_which_area_takes_in_a_small_one_does_not_tell_which_of_two_has_more_people() -> None:
    """With the smallest by its true number, the one of two that are printed alike would be known."""
    one, two = (Office(coin=always_up, attacks=False).release(hamlets(sizes), 0).report.breakdown
                for sizes in ((41, 42, 60, 5), (42, 41, 60, 5)))  # fmt: skip
    assert one.areas == two.areas
    assert [area.merged for area in one.areas if area.merged] == [(1, 4)]


def test_a_number_of_people_that_is_a_dash_stands_in_no_sentence_either() -> None:
    """Where a kit asks for more before a number is shown, words around it would say it all the same."""

    def asking(least: int, people: int) -> bytes:
        floors = PolicyFloors(hide_below=least)
        kit = make_kit(floors={name: getattr(floors, name) for name in PolicyFloors.__slots__})
        made = firm([Employee(number=n, mentor=n % 9) for n in range(people)], kit=kit)
        return sealed(made, Office(coin=always_down, attacks=False).release(made, 0))

    assert asking(100, 85) == asking(100, 97)
    assert asking(10, 85) != asking(10, 97)
