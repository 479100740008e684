"""What the tests of constrained answers ask of a server whose model says random things."""

from typing import Any

from tests.engine.scripted_chat import create
from tests.engine.served import Serving

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 3},
    },
    "required": ["name", "age"],
    "additionalProperties": False,
}


def is_person(value: Any) -> bool:
    return (
        set(value) <= {"name", "age", "tags"}
        and len(value["name"]) <= 8
        and 0 <= value["age"] <= 150
        and set(value.get("tags", [])) <= {"a", "b"}
    )


def ask_babbler(server: Serving, number: int, **fields: Any) -> Any:
    fields.setdefault("max_tokens", 400)
    fields.setdefault("seed", number)
    return create(server, messages=[{"role": "user", "content": str(number)}], **fields)


def by_schema(schema: Any) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}}
