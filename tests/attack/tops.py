"""The program with its top coding, or weakened: with the highest figures told as they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from careernotes.disclosure import release


@contextmanager
def top_coding(*, on: bool) -> Iterator[None]:
    """Within, reports have tops or have none."""
    as_it_is = release.tops
    if not on:
        release.tops = lambda *_figures, **_rules: {}
    try:
        yield
    finally:
        release.tops = as_it_is
