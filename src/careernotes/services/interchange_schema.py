"""The JSON Schema of the interchange format, made from the records so that the two cannot differ."""

import datetime as dt
import enum

from careernotes.canonical import Json
from careernotes.domain.records import RECORD_TYPES, FieldShape, shape_of
from careernotes.services.interchange import FORMAT, VERSION


def interchange_schema() -> dict[str, Json]:
    """The schema of one line: the header, or one record."""
    definitions: dict[str, Json] = {kind: _record_schema(kind) for kind in RECORD_TYPES}
    header: Json = {
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}},
        "required": ["format", "version"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of a Career Notes interchange file",
        "oneOf": [{"$ref": "#/$defs/header"}, *({"$ref": f"#/$defs/{kind}"} for kind in RECORD_TYPES)],
        "$defs": {"header": header, **definitions},
    }


def _record_schema(kind: str) -> Json:
    shapes = shape_of(RECORD_TYPES[kind])
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **{shape.name: _field_schema(shape) for shape in shapes}},
        "required": ["type", *(shape.name for shape in shapes if shape.required)],
        "additionalProperties": False,
    }


def _field_schema(shape: FieldShape) -> Json:
    choices = [_base_schema(shape.base)]
    if shape.optional:
        choices.append({"type": "null"})
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _base_schema(base: type) -> Json:
    if base is bool:
        return {"type": "boolean"}
    if base is int:
        return {"type": "integer"}
    if issubclass(base, enum.Enum):
        return {"enum": [str(member.value) for member in base]}
    if issubclass(base, dt.date):
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    return {"type": "string"}
