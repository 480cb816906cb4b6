"""Every text that stands somewhere in a JSON document."""

import json
from collections.abc import Mapping


def strings_in(body: str) -> list[str]:
    """Every text in a JSON document; the document itself where it is none."""
    try:
        waiting: list[object] = [json.loads(body)]
    except ValueError:
        return [body]
    found = []
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, Mapping):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return found
