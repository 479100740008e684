"""Tool declarations as the model was trained to read them: TypeScript, or JSON where TypeScript cannot say it.

    # Tools

    ## functions
    namespace functions {
    // What the tool does.
    type NAME = (_: {
      required: string,
      // What it is for
      // maximum: 9, minimum: 1
      // Default: 3
      optional?: number
    }) => any;
    }

The layout, down to blanks and the order of fields, is that of `tool_declaration_ts.py` in Kimi K2.5's checkpoint; with
JSON instead, the model makes measurably more mistakes.
"""

import json
from collections.abc import Sequence
from typing import Any

_INDENT = "  "
_UNION = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
    "object": "{}",
    "array": "Array<any>",
}
_CONSTRAINTS = {
    "string": ("maxLength", "minLength", "pattern"),
    "number": ("maximum", "minimum"),
    "integer": ("maximum", "minimum"),
    "array": ("maxItems", "minItems"),
}
_PYTHON_TYPES = {"string": str, "number": (int, float), "integer": int, "boolean": bool}

Schema = dict[str, Any]


def declare_tools_as_json(tools: Sequence[dict[str, Any]]) -> str:
    """The same turn as the text-only Kimi K2 reads it."""
    return json.dumps(list(tools), ensure_ascii=False, separators=(",", ":"))


def declare_tools(tools: Sequence[dict[str, Any]]) -> str:
    """The text of the `tool_declare` turn for tools in OpenAI's format."""
    ordered = _sorted(list(tools))
    try:
        functions = [
            _function(tool["function"]) for tool in ordered if tool.get("type") == "function" and tool.get("function")
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        functions = []  # a schema that has no such text
    if not functions:
        return declare_tools_as_json(ordered)
    return "# Tools\n\n## functions\nnamespace functions {\n" + "\n".join(functions) + "\n}\n"


def _sorted(value: Any) -> Any:
    """Keys in order at every level; lists stay as they are."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _function(function: Schema) -> str:
    writer = _Writer()
    parameters = function.get("parameters") or {}
    arguments = writer.object(parameters, "")
    interfaces = []
    if writer.refers_to_root:
        arguments = "parameters"
        fields = ",\n".join(writer.fields(parameters, _INDENT, required_first=False))
        interfaces.append("interface parameters {" + (f"\n{fields}\n" if fields else "") + "}")
    for name, schema in list(writer.definitions.items()):
        about = _comment(schema["description"], "") + "\n" if schema.get("description") else ""
        interfaces.append(f"{about}interface {name} {writer.type(schema, '')}")
    description = function.get("description")
    about = [_comment(description, "")] if description else []
    return "\n".join([*interfaces, *about, f"type {function.get('name', 'function')} = (_: {arguments}) => any;"])


class _Writer:
    """The types of one function. Raises ValueError, or what Python raises, for a schema without such a text."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self.refers_to_root = False

    def type(self, schema: Schema | bool, indent: str) -> str:
        if isinstance(schema, bool):
            return "any" if schema else "null"
        if "$ref" in schema:
            return self._reference(schema["$ref"])
        if "anyOf" in schema:
            return " | ".join(self.type(choice, indent) for choice in schema["anyOf"])
        if "enum" in schema:
            return _enum(schema)
        match schema.get("type"):
            case None if not schema:
                return "any"
            case list(kinds):
                return " | ".join(_UNION[kind] for kind in kinds)
            case "object":
                return self.object(schema, indent)
            case "array":
                return self._array(schema, indent)
            case "integer":
                return "number"
            case str(kind):
                return kind
        raise ValueError("a schema without a type")

    def object(self, schema: Schema, indent: str) -> str:
        self.definitions.update(schema.get("$defs") or {})
        inner = indent + _INDENT
        fields = self.fields(schema, inner)
        match schema.get("additionalProperties"):
            case None:
                pass
            case bool(is_open):
                fields.append(f"{inner}[k: string]: {'any' if is_open else 'never'}")
            case dict(others):
                fields.append(f"{inner}[k: string]: {self.type(others, inner)}")
            case _:
                raise ValueError("additionalProperties is neither a schema nor true or false")
        return "{\n" + ",\n".join(fields) + f"\n{indent}}}" if fields else "{}"

    def fields(self, schema: Schema, indent: str, *, required_first: bool = True) -> list[str]:
        properties: dict[str, Any] = schema.get("properties", {})
        required = set(schema.get("required", [])) if properties else set()
        names = sorted(properties, key=lambda name: (name not in required, name)) if required_first else properties
        return [self._field(name, properties[name], indent, is_optional=name not in required) for name in names]

    def _field(self, name: str, schema: Schema | bool, indent: str, *, is_optional: bool) -> str:
        default = schema.get("default") if isinstance(schema, dict) else None
        comments = _comments(schema, indent)
        if default is not None:
            is_number = isinstance(default, int | float)  # a bool is one, too, and is written as Python does
            text = repr(default) if is_number else json.dumps(default, ensure_ascii=False)
            comments += f"{indent}// Default: {text}\n"
        return f"{comments}{indent}{name}{'?' if is_optional else ''}: {self.type(schema, indent)}"

    def _array(self, schema: Schema, indent: str) -> str:
        items = schema.get("items") or True
        inner = indent + _INDENT
        if comments := _comments(items, inner):
            return f"Array<\n{comments}{inner}{self.type(items, inner)}\n{indent}>"
        return f"Array<{self.type(items, indent)}>"

    def _reference(self, reference: str) -> str:
        if reference == "#":
            self.refers_to_root = True
            return "parameters"
        name = reference.split("/")[-1]
        if not reference.startswith("#/$defs/") or name not in self.definitions:
            raise ValueError("a reference to something that is not declared")
        return name


def _enum(schema: Schema) -> str:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if len(kinds) > 2 or (len(kinds) == 2 and "null" not in kinds):
        raise ValueError("an enum of several types")
    for kind in (kind for kind in kinds if kind in _PYTHON_TYPES):
        if not all(value is None or isinstance(value, _PYTHON_TYPES[kind]) for value in schema["enum"]):
            raise ValueError("an enum with a value of another type")
    return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in schema["enum"])


def _comments(schema: Schema | bool, indent: str) -> str:
    """What is said above a field or an item: its description, then its limits."""
    if isinstance(schema, bool):
        return ""
    comments = _comment(schema["description"], indent) + "\n" if schema.get("description") else ""
    is_plain = not any(key in schema for key in ("$ref", "anyOf", "enum")) and isinstance(schema.get("type"), str)
    keys = _CONSTRAINTS.get(schema["type"], ()) if is_plain else ()
    limits = ", ".join(f"{key}: {schema[key]}" for key in keys if key in schema)
    return comments + (f"{indent}// {limits}\n" if limits else "")


def _comment(text: str, indent: str) -> str:
    return "\n".join(f"{indent}// {line}" if line else "" for line in text.split("\n"))
