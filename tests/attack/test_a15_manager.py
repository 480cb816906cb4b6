"""A15: the reader who looks for one direct manager behind the ratings."""

from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret


def company(ratings: list[int], themes: tuple[int, ...] = ()) -> Firm:
    """90 people, the first of whom rated as listed."""
    rated = dict(enumerate(ratings))
    return firm(
        [
            Employee(number=n, mentor=n % 9, area=1 + n % 2, rating=rated.get(n, 0), themes=themes)
            for n in range(90)
        ]
    )


def report(made: Firm, key: str = "k") -> bytes:
    return sealed(made, Office(coin=secret(key), attacks=False).release(made, 0))


def shown(ratings: list[int], secrets: range) -> bool:
    """Whether any answer about managers is printed, with any of these secrets."""
    papers = [Office(coin=secret(str(n)), attacks=False).paper(company(ratings), 0) for n in secrets]
    return any(table == "manager" for paper in papers for table, _row, _column in paper.shown)


def test_answers_of_fewer_than_thirty_people_are_never_printed() -> None:
    for people in (11, 20, 29):
        assert not shown([5] * people, range(20))
    assert shown([5] * 40, range(3))


def test_one_and_two_are_one_answer_and_so_are_four_and_five() -> None:
    low = [report(company([each] * 40)) for each in (1, 2)]
    high = [report(company([each] * 40)) for each in (4, 5)]
    assert low[0] == low[1] != high[0] == high[1]
    assert report(company([3] * 40)) not in (*low, *high)


def test_ratings_are_never_crossed_with_themes_or_areas() -> None:
    """Who of the people rates high, and who has the theme, changes nothing as long as there are as many."""

    def tied(high: range) -> Firm:
        return firm(
            [
                Employee(
                    number=n, mentor=n % 9, area=1 + n % 2, rating=5 if n in high else 1,
                    themes=(6,) if n < 40 else (),
                )
                for n in range(90)
            ]
        )  # fmt: skip

    assert report(tied(range(40))) == report(tied(range(50, 90)))
