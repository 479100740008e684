"""The ASGI application: routes behind the guard, every failure as an OpenAI error object."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from moonpane_engine.core import EngineCore
from moonpane_engine.errors import EngineError
from moonpane_engine.server import wire_errors
from moonpane_engine.server.api_schema import describe_truly
from moonpane_engine.server.constraints import ConstraintBuilder
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.guard import LOOPBACK_HOSTS, Guard
from moonpane_engine.server.metrics import EngineMetrics, metrics_routes
from moonpane_engine.server.prompts import PromptBuilder
from moonpane_engine.server.routes import chat_routes, completion_routes, status_routes
from moonpane_engine.server.routes_files import file_routes
from moonpane_engine.server.routes_tokens import token_routes
from moonpane_engine.server.served_model import ServedModel


def create_app(
    model: ServedModel,
    core: EngineCore,
    *,
    files: FileStore,
    api_key: str | None,
    hosts: frozenset[str] | None = LOOPBACK_HOSTS,
) -> ASGIApp:
    """Joins model, engine thread, files and routes; whoever made `files` closes them.

    `hosts` are the names that may stand in the Host header, None any.
    """
    # The interactive pages would load scripts from a CDN; the schema itself stays, behind the key. Nothing leaves
    # this machine by itself, so FastAPI's own telemetry is off whatever the environment says.
    telemetry: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
    app = FastAPI(title="Moonpane engine", docs_url=None, redoc_url=None, telemetry=telemetry, redirect_slashes=False)
    describe_truly(app)
    app.include_router(status_routes(model, core))
    prompts, constraints = PromptBuilder(model, files), ConstraintBuilder(model)
    app.include_router(chat_routes(model, core, prompts, constraints))
    app.include_router(completion_routes(model, core, prompts, constraints))
    app.include_router(token_routes(model, prompts))
    app.include_router(metrics_routes(EngineMetrics(core)))
    app.include_router(file_routes(files))
    app.add_exception_handler(EngineError, wire_errors.on_engine_error)
    app.add_exception_handler(RequestValidationError, wire_errors.on_validation_error)
    app.add_exception_handler(HTTPException, wire_errors.on_http_exception)
    app.add_exception_handler(Exception, wire_errors.on_defect)
    return Guard(app, api_key=api_key, hosts=hosts)
