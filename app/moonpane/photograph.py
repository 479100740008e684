"""Pictures of pages that are not ours: of an address on the network, and of a file with what lies beside it.

An address is visited because the person asked for it, in a process that has no other way out than a gate of its own.
"""

import asyncio
import tempfile
from pathlib import Path

from moonpane.artifact.beside import with_beside
from moonpane.drawing import Desk, Drawn, draw, run_renderer
from moonpane.errors import RenderError
from moonpane.page_size import check_size
from moonpane.preview.address import Address, parse_address
from moonpane.preview.gate import Gate, Unreachable
from moonpane.project_files import read_page

VISIT_TIMEOUT_S = 45.0


async def draw_file(path: Path, *, width: int, height: int | None) -> Drawn:
    """Draw an HTML file with the styles, pictures and fonts that lie beside or below it; nothing else is read.

    Raises InputError, RenderError.
    """
    html = await asyncio.to_thread(lambda: with_beside(read_page(path), path.parent))
    return await draw(html, width=width, height=height, name=path.name)


async def photograph(url: str, *, width: int, height: int | None = None) -> Drawn:
    """Visit a page on the network and draw it, as a visitor whom nobody knows would see it.

    Nothing is kept, permitted, downloaded or opened. The page may reach the Internet, and the host that was typed; no
    other host of this machine or its networks. A height of None means as high as its content.
    Raises InputError for what is no address, RenderError for a page that is not there or does not end.
    """
    check_size(width, height)
    address = parse_address(url)
    try:
        async with Gate(address.host, address.port) as gate:
            try:
                return await _photographed(address, gate.port, f"{width}x{height or 'auto'}")
            except RenderError as error:
                if gate.trouble:
                    raise RenderError(gate.trouble) from error
                raise
    except Unreachable as refusal:
        raise RenderError(str(refusal)) from None
    except OSError as error:
        raise RenderError(f"{address.host} could not be drawn: {error.strerror or error}.") from error


async def _photographed(address: Address, gate: int, size: str) -> Drawn:
    with tempfile.TemporaryDirectory(prefix="moonpane-") as folder:
        desk = Desk(Path(folder), "page.html")
        files = ["-o", str(desk.picture), "--boxes", str(desk.layout)]
        said = await run_renderer(
            [address.url, "--gate", str(gate), "--size", size, *files], page_timeout_s=VISIT_TIMEOUT_S
        )
        return desk.take(note=" ".join(said))
