"""Every text that stands somewhere in a JSON document."""

import json
from collections.abc import Mapping


def strings_in(body: str) -> list[str]:
    """Every text in a JSON document; the document itself where it is none."""
    return [text for _name, text in named_strings_in(body)]


def named_strings_in(body: str) -> list[tuple[str, str]]:
    """The same, each with the name it stands under; empty where there is none."""
    try:
        waiting: list[tuple[str, object]] = [("", json.loads(body))]
    except ValueError:
        return [("", body)]
    found = []
    while waiting:
        name, each = waiting.pop()
        if isinstance(each, str):
            found.append((name, each))
        elif isinstance(each, Mapping):
            waiting += ((str(key), value) for key, value in each.items())
        elif isinstance(each, list):
            waiting += ((name, value) for value in each)
    return found
