"""`/openapi.json` as it is: every failure an error object, a key on every route, a form for files."""

import re
from typing import Any

from fastapi import FastAPI

from moonpane_engine.server.uploads import PURPOSES

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": ["string", "null"]},
            },
        }
    },
}
_FAILURES = {
    "400": "The request is malformed or asks for something impossible.",
    "401": "The key is missing or wrong.",
    "403": "The Host or the Origin is not served.",
    "404": "There is no such model, file or path.",
    "405": "The path knows other methods.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is of another type.",
    "429": "Too many requests wait; see Retry-After.",
    "431": "The head of the request is too large.",
    "500": "The model failed on this request.",
    "503": "The model is loading, or has stopped.",
}
_UPLOAD = {
    "type": "object",
    "required": ["file", "purpose"],
    "properties": {"file": {"type": "string", "format": "binary"}, "purpose": {"enum": [*PURPOSES]}},
}


def describe_truly(app: FastAPI) -> None:
    """Replaces the schema that FastAPI makes: it knows neither the guard nor our errors, and says 422."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(generate())
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = openapi


def methods_of(app: FastAPI, path: str) -> list[str]:
    """What may be done with a path, in capitals."""
    found: set[str] = set()
    for template, methods in app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template)), path):
            found |= {method.upper() for method in methods}
    return sorted(found)


def _complete(schema: dict[str, Any]) -> None:
    components = schema.setdefault("components", {})
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):  # what FastAPI would answer with 422
        schemas.pop(name, None)
    schemas["Error"] = _ERROR
    schema["security"] = [{"key": []}]
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            operation["responses"].pop("422", None)
            for status, description in _FAILURES.items():
                operation["responses"].setdefault(status, {"description": description, "content": error})
        if path == "/health":  # 503 is its other answer, not an error, and it asks for no key
            methods["get"]["responses"]["503"] = {"description": "Loading, or stopped."}
            methods["get"]["security"] = []
    form = {"required": True, "content": {"multipart/form-data": {"schema": _UPLOAD}}}
    schema["paths"]["/v1/files"]["post"]["requestBody"] = form
