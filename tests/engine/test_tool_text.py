"""Tool declarations: the documented example and every rule of the layout, one by one."""

import json
from typing import Any

import pytest

from moonpane_engine.chat.tool_text import declare_tools

HEAD = "# Tools\n\n## functions\nnamespace functions {\n"


def _tool(parameters: Any = None, **fields: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": "f", "parameters": parameters, **fields}}


def _fields(**properties: Any) -> str:
    """The text of an object's fields."""
    text = declare_tools([_tool({"type": "object", "properties": properties, "required": list(properties)})])
    begin, end = HEAD + "type f = (_: {\n", "\n}) => any;\n}\n"
    assert text.startswith(begin)
    assert text.endswith(end)
    return text[len(begin) : -len(end)]


def test_the_documented_example() -> None:
    user = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
        "required": ["name"],
    }
    parameters = {"type": "object", "properties": {"user": user}, "required": ["user"]}
    tool = _tool(parameters, name="create_user", description="Create a new user record.")
    assert declare_tools([tool]) == (
        "# Tools\n\n## functions\nnamespace functions {\n// Create a new user record.\n"
        "type create_user = (_: {\n  user: {\n    name: string,\n    age?: number\n  }\n}) => any;\n}\n"
    )


@pytest.mark.parametrize("parameters", [None, {}, {"type": "object"}, {"type": "object", "properties": {}}])
def test_a_function_without_arguments(parameters: Any) -> None:
    assert declare_tools([_tool(parameters)]) == HEAD + "type f = (_: {}) => any;\n}\n"


def test_several_functions_and_descriptions_of_several_lines() -> None:
    tools = [_tool(description="One.\n\nTwo."), _tool(name="g"), {"type": "_plugin"}]
    assert declare_tools(tools) == (
        HEAD + "// One.\n\n// Two.\ntype f = (_: {}) => any;\ntype g = (_: {}) => any;\n}\n"
    )


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"type": "string"}, "a: string"),
        ({"type": "boolean"}, "a: boolean"),
        ({"type": "null"}, "a: null"),
        ({}, "a: any"),
        (True, "a: any"),
        (False, "a: null"),
        ({"type": ["string", "integer", "null", "object", "array"]}, "a: string | number | null | {} | Array<any>"),
        ({"enum": ["x", 1, None, True]}, 'a: "x" | 1 | None | True'),
        ({"type": "string", "enum": ["x", "y"], "minLength": 1}, 'a: "x" | "y"'),
        ({"type": ["string", "null"], "enum": ["x", None]}, 'a: "x" | None'),
        ({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "number"}}]}, "a: string | Array<number>"),
        ({"type": "array"}, "a: Array<any>"),
        ({"type": "array", "items": {"type": "string"}, "minItems": 1}, "// minItems: 1\n  a: Array<string>"),
        (
            {"type": "array", "items": {"type": "string", "description": "D", "maxLength": 3}},
            "a: Array<\n    // D\n    // maxLength: 3\n    string\n  >",
        ),
        (
            {"type": "integer", "minimum": 1, "maximum": 9, "description": "D\n\nE", "default": 3},
            "// D\n\n  // E\n  // maximum: 9, minimum: 1\n  // Default: 3\n  a: number",
        ),
        ({"type": "string", "pattern": "^x", "minLength": 1}, "// minLength: 1, pattern: ^x\n  a: string"),
        ({"type": "boolean", "default": False}, "// Default: False\n  a: boolean"),
        ({"type": "string", "default": "ü"}, '// Default: "ü"\n  a: string'),
        ({"type": "array", "default": [1, None]}, "// Default: [1, null]\n  a: Array<any>"),
        ({"type": "object", "additionalProperties": True}, "a: {\n    [k: string]: any\n  }"),
        ({"type": "object", "additionalProperties": False}, "a: {\n    [k: string]: never\n  }"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "a: {\n    [k: string]: number\n  }"),
    ],
)
def test_types_and_comments(schema: Any, text: str) -> None:
    assert _fields(a=schema) == "  " + text


def test_required_fields_come_first_each_group_by_name() -> None:
    properties = {name: {"type": "string"} for name in "dbca"}
    text = declare_tools([_tool({"type": "object", "properties": properties, "required": ["d", "b"]})])
    assert [line.strip(" ,") for line in text.splitlines()[5:9]] == [
        "b: string",
        "d: string",
        "a?: string",
        "c?: string",
    ]


def test_definitions_become_interfaces_and_the_root_is_called_parameters() -> None:
    node = {"type": "object", "description": "A node.", "properties": {"next": {"$ref": "#/$defs/Node"}}}
    parameters = {"type": "object", "$defs": {"Node": node}, "properties": {"head": {"$ref": "#/$defs/Node"}}}
    assert declare_tools([_tool(parameters)]) == (
        HEAD + "// A node.\ninterface Node {\n  next?: Node\n}\ntype f = (_: {\n  head?: Node\n}) => any;\n}\n"
    )
    itself = {"type": "object", "properties": {"me": {"$ref": "#"}, "x": {"type": "string"}}, "required": ["x"]}
    assert declare_tools([_tool(itself, description="D")]) == (
        HEAD + "interface parameters {\n  me?: parameters,\n  x: string\n}\n// D\ntype f = (_: parameters) => any;\n}\n"
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"description": "no type"},
        {"$ref": "#/$defs/Nobody"},
        {"$ref": "http://example.com"},
        {"type": ["strange"]},
        {"type": "integer", "enum": ["x"]},
        {"type": ["string", "integer"], "enum": ["x"]},
        {"type": "object", "additionalProperties": "x"},
        {"type": "string", "description": 5},
        [1],
        5,
    ],
)
def test_what_typescript_cannot_say_is_sorted_compact_json(schema: Any) -> None:
    tools = [_tool({"type": "object", "properties": {"b": {"type": "string"}, "a": schema}}, description="ü")]
    text = declare_tools(tools)
    assert json.loads(text) == tools
    assert text.startswith('[{"function":{"description":"ü","name":"f","parameters":{"properties":{"a":')
