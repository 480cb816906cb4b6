"""Names of people who do not exist, put together from syllables."""

from careernotes.demo.draws import Draws

_FIRST_HEADS = (
    "Ma",
    "Le",
    "To",
    "Ni",
    "Sa",
    "Ru",
    "Ja",
    "Fe",
    "Da",
    "Li",
    "Bo",
    "Ka",
    "Mi",
    "Ro",
    "Te",
    "Vi",
    "Jo",
    "El",
)
_FIRST_TAILS = (
    "ra",
    "na",
    "vi",
    "len",
    "ko",
    "mi",
    "rin",
    "sa",
    "to",
    "lo",
    "nke",
    "bel",
    "do",
    "ri",
    "mar",
    "tje",
    "nis",
)
_LAST_HEADS = (
    "Ver",
    "Hol",
    "Bran",
    "Oost",
    "Klei",
    "Win",
    "Mar",
    "Tor",
    "Lin",
    "Ste",
    "Dal",
    "Gro",
    "Vel",
    "Has",
)
_LAST_MIDDLES = ("", "", "den", "ster", "ker", "la", "min", "te")
_LAST_TAILS = ("hof", "veld", "stra", "mond", "wick", "ley", "horst", "ten", "broek", "sen", "dal", "ma")


def first_name(draws: Draws) -> str:
    """A first name of two syllables."""
    return draws.one_of(_FIRST_HEADS) + draws.one_of(_FIRST_TAILS)


def last_name(draws: Draws) -> str:
    """A family name."""
    return draws.one_of(_LAST_HEADS) + draws.one_of(_LAST_MIDDLES) + draws.one_of(_LAST_TAILS)


def new_alias(draws: Draws, taken: set[str]) -> str:
    """An alias nobody of this mentor has yet; *taken* learns it."""
    for _try in range(40):
        alias = first_name(draws)
        if alias.casefold() not in taken:
            break
    else:
        while (
            alias := f"{first_name(draws)} {last_name(draws)[0]}{draws.between(2, 999)}"
        ).casefold() in taken:
            continue
    taken.add(alias.casefold())
    return alias


def contact_of(draws: Draws, alias: str) -> str:
    """An address that can never reach anybody: example.org, or a number kept free for invented people."""
    if draws.chance(0.8):
        return f"{alias.split(maxsplit=1)[0].casefold()}.{last_name(draws).casefold()}@example.org"
    # Ofcom keeps 01632 960000 to 960999 free for drama; nobody can be called there.
    return f"+44 1632 960{draws.between(0, 999):03d}"
