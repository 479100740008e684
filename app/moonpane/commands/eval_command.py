"""`moonpane eval`: convert the picture of every page of a suite and measure the answers against the true pages."""

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.client.endpoint import is_address
from moonpane.client.models import EMBEDDED, checkpoint_of, open_model
from moonpane.commands.output import ProgressLine, print_json, write_file
from moonpane.errors import InputError
from moonpane.evaluation import How, Row, Summary, evaluate, read_suite, summaries
from moonpane.evaluation.kept import KeptAnswers
from moonpane.evaluation.report import KINDS, report_page
from moonpane.evaluation.summary import PAGES, PICTURES, Earlier
from moonpane.pixels import PixelWorker

UNFINISHED = "unfinished"  # folder of the answers of a run that is not done


@dataclass(frozen=True)
class EvalOptions:
    """What was asked for on the command line."""

    suite: Path  # folder of NAME.html, the first line may say <!-- viewport: WxH -->, and of NAME.png
    model: str = EMBEDDED
    grounded: bool = True
    rounds: int = 0  # of refinement
    limit: int | None = None
    out: Path | None = None  # folder for pictures, answers, figures and a report to look at; None: they are not kept
    against: Path | None = None  # report.json of an earlier run
    as_json: bool = False


async def run_eval(options: EvalOptions) -> dict[str, Any]:
    """Do it and print the table; returns the report. Raises MoonpaneError."""
    cases = read_suite(options.suite, limit=options.limit)
    earlier = _earlier(options.against) if options.against else None
    with ProgressLine() as line:
        async with PixelWorker() as worker, open_model(options.model, lambda _loading: None) as endpoint:
            how = How(options.grounded, options.rounds)
            kept = KeptAnswers(options.out / UNFINISHED, _asked(options, endpoint.model)) if options.out else None
            with _told_if_kept(kept):
                rows = await evaluate(cases, endpoint, worker, how, line.show, kept)
    kinds = summaries(rows, earlier)
    report = {
        "model": endpoint.model,
        "grounded": options.grounded,
        "refine": options.rounds,
        "pages": len(rows),
        "complete": sum(row.is_complete for row in rows),
        "drawn": sum(row.is_drawn for row in rows),
        "tokens": round(_mean([row.tokens for row in rows]) or 0),
        "seconds": round(_mean([row.seconds for row in rows]) or 0, 2),
        "absolute": _mean([row.absolute for row in rows]),
        **_figures(kinds),
        "rows": [row.to_dict() for row in rows],
    }
    if options.out:
        title = f"{options.suite.name}: {endpoint.model}, {_grounding(report)}"
        _keep(options.out, rows, report, report_page(title, kinds))
        if kept:
            kept.forget()
    print_json(report) if options.as_json else _tell(report, kinds)
    return report


def _figures(kinds: Sequence[Summary]) -> dict[str, Any]:
    """Those of a suite of one kind, or apart by kind: of both together there is no mean that says anything."""
    if len(kinds) == 1:
        return kinds[0].to_dict()
    return {"kinds": {each.kind: {"cases": len(each.rows)} | each.to_dict() for each in kinds}}


@contextlib.contextmanager
def _told_if_kept(kept: KeptAnswers | None) -> Iterator[None]:
    """Says of a run that breaks off that the next one goes on."""
    is_done = False
    try:
        yield
        is_done = True
    finally:
        if kept and not is_done and kept.folder.is_dir():
            print(f"What was answered is kept in {kept.folder}; the same command goes on there.", file=sys.stderr)


def _asked(options: EvalOptions, model: str) -> str:
    """What an answer depends on besides its picture: whose it is, by which weights, and how."""
    shards = [] if is_address(options.model) else sorted(checkpoint_of(options.model).glob("*.safetensors"))
    weights = [(shard.name, shard.stat().st_size, shard.stat().st_mtime_ns) for shard in shards]
    return json.dumps([options.model, model, weights, options.grounded, options.rounds])


def _mean(values: Sequence[float | None]) -> float | None:
    """Of what was measured."""
    numbers = [value for value in values if value is not None]
    return round(sum(numbers) / len(numbers), 4) if numbers else None


def _earlier(path: Path) -> Earlier:
    """The figures of an earlier run's report, by kind. Raises InputError."""
    found: dict[str, dict[str, dict[str, float | None]]] = {PAGES: {}, PICTURES: {}}
    try:
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
            score = {name: _number(value) for name, value in row["score"].items()}
            # Older reports do not say it: of a picture alone, nobody knew what is written or painted.
            has_truth = row.get("truth", score.get("text") is not None or score.get("layout") is not None)
            found[PAGES if has_truth else PICTURES][row["name"]] = score
        return found
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{path} is no report of an evaluation; give the report.json of one (see -o).") from error


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1:
        raise ValueError(value)
    return float(value)


def _keep(folder: Path, rows: list[Row], report: dict[str, Any], page: str) -> None:
    """Raises InputError."""
    for row in rows:
        write_file(folder / "mockup" / f"{row.name}.png", row.mockup)
        if row.is_drawn:
            write_file(folder / "answer" / f"{row.name}.html", row.html.encode("utf-8", "replace"))
            write_file(folder / "answer" / f"{row.name}.png", row.render)
    write_file(folder / "report.json", (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())
    write_file(folder / "report.html", page.encode())


def _grounding(report: dict[str, Any]) -> str:
    refined = f", refined (rounds: {report['refine']})" if report["refine"] else ""
    return ("grounded" if report["grounded"] else "model alone") + refined


def _tell(report: dict[str, Any], kinds: Sequence[Summary]) -> None:
    print(f"{report['pages']} pages, {report['complete']} complete, {report['drawn']} drawn; {_grounding(report)}")
    placed = "" if report["absolute"] is None else f"; {report['absolute']:.1%} of the elements placed absolutely"
    print(f"{report['tokens']} tokens and {report['seconds']:.1f} s an answer{placed}")
    for each in kinds:
        if len(kinds) > 1:
            print(f"{KINDS[each.kind]} ({len(each.rows)}):")
        _tell_figures(each)


def _tell_figures(summary: Summary) -> None:
    for name, mean in summary.means.items():
        if mean is None:
            print(f"  {name:14}not measured")
            continue
        line = f"  {name:14}{mean.mean:.3f}  [{mean.low:.3f}, {mean.high:.3f}]"
        if summary.changes and (change := summary.changes[name]):
            line += f"   {change.mean:+.3f}  [{change.low:+.3f}, {change.high:+.3f}]"
        print(line)
    if refined := summary.refined:
        gain = "not measured" if refined["overall"] is None else f"{refined['overall']:+.3f} overall"
        print(f"Refinement: {gain}, {refined['better']} better, {refined['worse']} worse.")
