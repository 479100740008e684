"""`/v1/files`: large media are sent once, and named by id in the messages."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, BinaryIO

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from moonpane_engine.server.files import FileStore
from moonpane_engine.server.uploads import receive_file

_CHUNK_BYTES = 2**20


def file_routes(store: FileStore) -> APIRouter:
    """Create, list, describe, read and delete."""
    router = APIRouter()

    @router.post("/v1/files")
    async def create_file(request: Request) -> dict[str, Any]:
        stored = await receive_file(store, request.headers.get("content-type", ""), request.stream())
        return stored.to_dict()

    @router.get("/v1/files")
    async def list_files(purpose: str | None = None) -> dict[str, Any]:
        data = [file.to_dict() for file in store.all() if purpose in (None, file.purpose)]
        ends = {"first_id": data[0]["id"], "last_id": data[-1]["id"]} if data else {"first_id": None, "last_id": None}
        return {"object": "list", "data": data, "has_more": False, **ends}

    @router.get("/v1/files/{file_id}")
    async def get_file(file_id: str) -> dict[str, Any]:
        return store.get(file_id).to_dict()

    @router.get("/v1/files/{file_id}/content", response_class=Response)
    async def get_content(file_id: str) -> Response:
        stored = store.get(file_id)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Length": str(stored.num_bytes)}
        file = await asyncio.to_thread(stored.path.open, "rb")
        return StreamingResponse(_chunks(file), media_type="application/octet-stream", headers=headers)

    @router.delete("/v1/files/{file_id}")
    async def delete_file(file_id: str) -> dict[str, Any]:
        store.delete(file_id)
        return {"id": file_id, "object": "file", "deleted": True}

    return router


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while data := await asyncio.to_thread(file.read, _CHUNK_BYTES):
            yield data
