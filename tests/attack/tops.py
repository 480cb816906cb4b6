"""The program with its top coding, or weakened: with the highest figures told as they are, or nearly so."""

from collections.abc import Iterator
from contextlib import contextmanager

from careernotes.disclosure import release
from careernotes.disclosure import top_coding as tops_of_the_program
from careernotes.disclosure.policy import TOP_LEAVES


@contextmanager
def top_coding(*, on: bool, leaves: int = TOP_LEAVES) -> Iterator[None]:
    """Within, reports have tops or have none; a top leaves so many people open."""
    as_it_is = release.tops
    if not on:
        release.tops = lambda *_figures, **_rules: {}
    tops_of_the_program.TOP_LEAVES = leaves
    try:
        yield
    finally:
        release.tops, tops_of_the_program.TOP_LEAVES = as_it_is, TOP_LEAVES
