"""The recovery sheet: 160 bits as 48 characters that forgive four mistakes.

Two interleaved Reed-Solomon codes RS(24,16) over GF(32): characters 1, 3, 5 ... are one code, 2, 4, 6 ... the
other. Each holds 16 characters of data and 8 of parity and corrects four wrong ones. What a correction yields
counts only when it opens the vault; that is for the caller to try.
"""

from collections.abc import Mapping, Sequence

from careernotes.sealing.keys import ROOT_BYTES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHARACTERS, GROUPS, GROUP_LENGTH = 48, 12, 4
_CODES, _LENGTH, _DATA, _PARITY = 2, 24, 16, 8
_CORRECTS = _PARITY // 2
# Letters the alphabet leaves out because they are misread; each means what it looks like.
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_BITS, _ORDER, _POLYNOMIAL = 5, 31, 0b100101


def _tables() -> tuple[tuple[int, ...], tuple[int, ...]]:
    powers, logs, value = [0] * (2 * _ORDER), [0] * (_ORDER + 1), 1
    for exponent in range(_ORDER):
        powers[exponent] = powers[exponent + _ORDER] = value
        logs[value] = exponent
        value <<= 1
        if value > _ORDER:
            value ^= _POLYNOMIAL
    return tuple(powers), tuple(logs)


_POWERS, _LOGS = _tables()


def write_sheet(root: bytes | bytearray) -> str:
    """*root* (20 bytes) as 12 groups of 4 characters."""
    if len(root) != ROOT_BYTES:
        raise ValueError("a root has 20 bytes")
    number = int.from_bytes(root, "big")
    symbols = [(number >> (_BITS * place)) & _ORDER for place in reversed(range(_CODES * _DATA))]
    codes = [_encode(symbols[code::_CODES]) for code in range(_CODES)]
    text = "".join(ALPHABET[codes[place % _CODES][place // _CODES]] for place in range(CHARACTERS))
    return " ".join(text[start : start + GROUP_LENGTH] for start in range(0, CHARACTERS, GROUP_LENGTH))


def read_sheet(text: str) -> tuple[bytearray, int] | None:
    """The root in a typed sheet and how many characters were put right; None when nothing fits.

    The root goes into a buffer the caller wipes.
    """
    typed = plain(text)
    if len(typed) != CHARACTERS:
        return None
    # A character outside the alphabet is wrong anyway: it is read as 0 and corrected like any other.
    symbols = [max(ALPHABET.find(character), 0) for character in typed]
    read: list[list[int]] = []
    for code in range(_CODES):
        corrected = _decode(symbols[code::_CODES])
        if corrected is None:
            return None
        read.append(corrected)
    number = 0
    for place in range(_CODES * _DATA):
        number = (number << _BITS) | read[place % _CODES][place // _CODES]
    right = (ALPHABET[read[place % _CODES][place // _CODES]] for place in range(CHARACTERS))
    wrong = sum(seen != meant for seen, meant in zip(typed, right, strict=True))
    return bytearray(number.to_bytes(ROOT_BYTES, "big")), wrong


def plain(text: str) -> str:
    """*text* without spaces, dashes and case, with misread letters as what they look like."""
    kept = "".join(char for char in text.upper() if not char.isspace() and char not in "-.,;:_/|")
    return kept.translate(_LOOKS_LIKE)


def check_sheet_groups(sheet: str, typed: Mapping[int, str]) -> bool:
    """Whether each typed group (counted from 0) is the one on the sheet."""
    groups = plain(sheet)
    return bool(typed) and all(
        0 <= index < GROUPS and plain(group) == groups[GROUP_LENGTH * index : GROUP_LENGTH * (index + 1)]
        for index, group in typed.items()
    )


def _times(first: int, second: int) -> int:
    return _POWERS[_LOGS[first] + _LOGS[second]] if first and second else 0


def _over(first: int, second: int) -> int:
    return _POWERS[_LOGS[first] + _ORDER - _LOGS[second]] if first else 0


def _generator() -> tuple[int, ...]:
    polynomial = [1]
    for exponent in range(1, _PARITY + 1):
        longer = [*polynomial, 0]
        for place, value in enumerate(polynomial):
            longer[place + 1] ^= _times(value, _POWERS[exponent])
        polynomial = longer
    return tuple(polynomial)


_GENERATOR = _generator()


def _encode(data: Sequence[int]) -> list[int]:
    """Data followed by the remainder of its division by the generator."""
    rest = [*data, *([0] * _PARITY)]
    for place in range(_DATA):
        factor = rest[place]
        for offset, value in enumerate(_GENERATOR):
            rest[place + offset] ^= _times(factor, value)
    return [*data, *rest[_DATA:]]


def _decode(received: Sequence[int]) -> list[int] | None:
    syndromes = _syndromes(received)
    if not any(syndromes):
        return list(received)
    locator = _berlekamp_massey(syndromes)
    errors = len(locator) - 1
    if errors > _CORRECTS:
        return None
    places = [place for place in range(_LENGTH) if not _value(locator, _inverse(place))]
    if len(places) != errors:
        return None
    corrected = _repair(received, syndromes, locator, places)
    return None if any(_syndromes(corrected)) else corrected


def _syndromes(received: Sequence[int]) -> list[int]:
    found = []
    for exponent in range(1, _PARITY + 1):
        value = 0
        for symbol in received:
            value = _times(value, _POWERS[exponent]) ^ symbol
        found.append(value)
    return found


def _berlekamp_massey(syndromes: Sequence[int]) -> list[int]:
    """The error locator, lowest power first."""
    locator, previous, gap, last = [1], [1], 1, 1
    errors = 0
    for step, syndrome in enumerate(syndromes):
        difference = syndrome
        for place in range(1, errors + 1):
            if place < len(locator):
                difference ^= _times(locator[place], syndromes[step - place])
        if not difference:
            gap += 1
            continue
        factor = _over(difference, last)
        shifted = [0] * gap + [_times(factor, value) for value in previous]
        width = max(len(locator), len(shifted))
        updated = [0] * width
        for place, value in (*enumerate(locator), *enumerate(shifted)):
            updated[place] ^= value
        if 2 * errors <= step:
            errors, previous, last, gap = step + 1 - errors, locator, difference, 1
        else:
            gap += 1
        locator = updated
    while len(locator) > 1 and not locator[-1]:
        locator.pop()
    return locator


def _repair(
    received: Sequence[int], syndromes: Sequence[int], locator: Sequence[int], places: Sequence[int]
) -> list[int]:
    """Forney's formula: the size of the error at each place."""
    evaluator = [0] * _PARITY
    for first, syndrome in enumerate(syndromes):
        for second, value in enumerate(locator):
            if first + second < _PARITY:
                evaluator[first + second] ^= _times(syndrome, value)
    slope = [value if place % 2 else 0 for place, value in enumerate(locator)][1:]
    corrected = list(received)
    for place in places:
        inverse = _inverse(place)
        below = _value(slope, inverse)
        if not below:
            return corrected
        corrected[place] ^= _over(_value(evaluator, inverse), below)
    return corrected


def _inverse(place: int) -> int:
    """One over the field element that stands for a place; the first character has the highest power."""
    return _POWERS[_ORDER - (_LENGTH - 1 - place)]


def _value(polynomial: Sequence[int], at: int) -> int:
    total = 0
    for coefficient in reversed(polynomial):
        total = _times(total, at) ^ coefficient
    return total
