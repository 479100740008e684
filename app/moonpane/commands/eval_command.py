"""`moonpane eval`: convert the picture of every page of a suite and measure the answers against the true pages."""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from moonpane.client.endpoint import Endpoint
from moonpane.client.models import EMBEDDED, open_model
from moonpane.commands.output import ProgressLine, print_json
from moonpane.convert import Finished, convert
from moonpane.drawing import run_renderer
from moonpane.errors import ContextOverflow, InputError, MeasureError, NoPage, RenderError
from moonpane.measure import OVERHANG_PX
from moonpane.page_size import MAX_PIXELS, MAX_SIDE
from moonpane.pixels import PixelWorker

T = TypeVar("T")
COMPONENTS = ("block_match", "text", "position", "color", "ssim", "edges", "palette", "height_ratio", "overall")
AT_ONCE = 4  # conversions that share the engine's batch
BLANK = "<!DOCTYPE html><title>no answer</title>"  # a failed conversion gets a score, not an excuse


@dataclass(frozen=True)
class EvalOptions:
    """What was asked for on the command line."""

    suite: Path  # folder of NAME.html; the first line may say <!-- viewport: WxH -->
    model: str = EMBEDDED
    grounded: bool = True
    limit: int | None = None
    out: Path | None = None  # folder for pictures, answers and figures; None: they are not kept
    as_json: bool = False


async def run_eval(options: EvalOptions) -> dict[str, Any]:
    """Do it and print the table; returns the report. Raises MoonpaneError."""
    pages = sorted(options.suite.glob("*.html"))[: options.limit]
    if not pages:
        raise InputError(f"{options.suite} holds no .html file: a suite is a folder of pages.")
    with contextlib.ExitStack() as stack:
        temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="moonpane-eval-"))
        line = stack.enter_context(ProgressLine())
        folder = options.out or Path(temporary)
        truths, answers = folder / "truth", folder / "answer"
        _copy(pages, truths)
        line.show("Drawing the suite …")
        await run_renderer([str(truths), "-o", str(truths), "--boxes"], timeout_s=None)
        answers.mkdir(parents=True, exist_ok=True)
        async with PixelWorker() as worker, open_model(options.model, lambda _loading: None) as endpoint:
            turns = asyncio.Semaphore(AT_ONCE)

            async def answer(name: str) -> dict[str, Any]:
                async with turns:
                    return await _answer(name, truths, answers, worker, endpoint, options, line)

            facts = await gathered(answer(page.stem) for page in pages)
            line.show("Drawing the answers …")
            await _draw(answers)
            if _enlarged(answers):
                await _draw(answers)
            rows = [await _measured(fact, truths, answers, worker) for fact in facts]
            report = _report(options, endpoint, rows)
    if options.out:
        (options.out / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print_json(report) if options.as_json else _tell(report)
    return report


async def _draw(answers: Path) -> None:
    with contextlib.suppress(RenderError):  # answers that cannot be drawn have no picture and score 0
        await run_renderer([str(answers), "-o", str(answers), "--boxes"], timeout_s=None)


def _enlarged(answers: Path) -> int:
    """Have answers that go on below their picture drawn again as high as they are: what is cut costs nothing."""
    num_longer = 0
    for layout in answers.glob("*.json"):
        measured = json.loads(layout.read_bytes())
        if measured["content_height"] <= measured["height"] + OVERHANG_PX:
            continue
        width = measured["width"]
        height = min(measured["content_height"], MAX_SIDE, MAX_PIXELS // width)
        _put(
            layout.with_suffix(".html"),
            width,
            height,
            layout.with_suffix(".html").read_text("utf-8").partition("\n")[2],
        )
        num_longer += 1
    return num_longer


def _put(page: Path, width: int, height: int, html: str) -> None:
    """A page with its size in the first line; what was drawn of an earlier one goes."""
    for drawn in (".png", ".json"):
        page.with_suffix(drawn).unlink(missing_ok=True)
    page.write_text(f"<!-- viewport: {width}x{height} -->\n{html}", encoding="utf-8")


async def gathered(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results in order; the first failure cancels the rest and is raised as it is."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _copy(pages: list[Path], truths: Path) -> None:
    truths.mkdir(parents=True, exist_ok=True)
    for page in pages:
        for drawn in (".png", ".json"):  # of an earlier run
            (truths / page.name).with_suffix(drawn).unlink(missing_ok=True)
        (truths / page.name).write_text(page.read_text(encoding="utf-8"), encoding="utf-8")


async def _answer(
    name: str,
    truths: Path,
    answers: Path,
    worker: PixelWorker,
    endpoint: Endpoint,
    options: EvalOptions,
    line: ProgressLine,
) -> dict[str, Any]:
    """Convert one picture; the answer is stored to be drawn at the mockup's width."""
    line.show("Converting:", name)
    picture = await worker.open((truths / f"{name}.png").read_bytes(), name=f"{name}.png")
    html, fact = BLANK, {"name": name, "tokens": 0, "complete": False}
    try:
        async for event in convert(picture, endpoint, worker=worker, grounded=options.grounded):
            if isinstance(event, Finished):
                html = event.html
                fact |= {"tokens": event.usage.completion_tokens, "complete": event.is_complete}
    except (NoPage, ContextOverflow, MeasureError) as error:  # a dead engine ends the evaluation instead
        fact["error"] = str(error)
    _put(answers / f"{name}.html", picture.width, picture.height, html)
    return fact


async def _measured(fact: dict[str, Any], truths: Path, answers: Path, worker: PixelWorker) -> dict[str, Any]:
    pictures, layouts = [], []
    for folder in (truths, answers):
        picture = folder / f"{fact['name']}.png"
        if not picture.exists():
            return fact | {"drawn": False, "score": dict.fromkeys(COMPONENTS, 0.0)}
        pictures.append(picture.read_bytes())
        layouts.append(json.loads(picture.with_suffix(".json").read_bytes())["blocks"])
    comparison = await worker.compare(*pictures, blocks_a=layouts[0], blocks_b=layouts[1])
    return fact | {"drawn": True, "score": {key: comparison.score.get(key) for key in COMPONENTS}}


def _report(options: EvalOptions, endpoint: Endpoint, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Means over the pages for which a figure exists; an answer without text scores 0 by the measure itself."""
    means = {}
    for key in COMPONENTS:
        values = [row["score"][key] for row in rows if row["score"][key] is not None]
        means[key] = round(sum(values) / len(values), 4) if values else None
    return {
        "model": endpoint.model,
        "grounded": options.grounded,
        "pages": len(rows),
        "complete": sum(row["complete"] for row in rows),
        "drawn": sum(row["drawn"] for row in rows),
        "means": means,
        "rows": rows,
    }


def _tell(report: dict[str, Any]) -> None:
    grounding = "grounded" if report["grounded"] else "model alone"
    print(f"{report['pages']} pages, {report['complete']} complete, {report['drawn']} drawn; {grounding}")
    for key, value in report["means"].items():
        print(f"  {key:14}" + ("not measured" if value is None else f"{value:.3f}"))
