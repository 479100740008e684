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
from moonpane.evaluation.kept import KeptAnswers, forget
from moonpane.evaluation.report import KINDS, report_page
from moonpane.evaluation.summary import ALONE, GROUNDED, PAGES, PICTURES, SIGNED, Earlier, told
from moonpane.pixels import PixelWorker

UNFINISHED = "unfinished"  # folder of the answers of a run that is not done


@dataclass(frozen=True)
class EvalOptions:
    """What was asked for on the command line."""

    suite: Path  # folder of NAME.html, the first line may say <!-- viewport: WxH -->, and of NAME.png
    model: str = EMBEDDED
    grounded: bool = True
    both: bool = False  # with hints, and beside that the model alone
    rounds: int = 0  # of refinement
    limit: int | None = None
    out: Path | None = None  # folder for pictures, answers, figures and a report to look at; None: they are not kept
    against: Path | None = None  # report.json of an earlier run
    as_json: bool = False


async def run_eval(options: EvalOptions) -> dict[str, Any]:
    """Do it and print the table; returns the report. Raises MoonpaneError."""
    if options.both and not options.grounded:
        raise InputError("--both is with hints and without them; leave out --both or --no-grounding.")
    cases = read_suite(options.suite, limit=options.limit)
    earlier = _earlier(options.against) if options.against else None
    alone: list[Row] | None = None
    with ProgressLine() as line:
        async with PixelWorker() as worker, open_model(options.model, lambda _loading: None) as endpoint:

            async def answered(how: How) -> list[Row]:
                kept = _kept(options, endpoint.model, how)
                return await evaluate(cases, endpoint, worker, how, line.show, kept)

            with _told_if_kept(options.out):
                rows = await answered(How(options.grounded, options.rounds))
                if options.both:
                    alone = await answered(How(grounded=False, rounds=options.rounds))
    kinds = summaries(rows, earlier, alone)
    report = {"model": endpoint.model, "grounded": options.grounded, "refine": options.rounds}
    report |= _run(rows) | _figures(kinds) | {"rows": [row.to_dict() for row in rows]}
    if alone is not None:
        report["alone_run"] = _run(alone) | {"rows": [row.to_dict() for row in alone]}
    if options.out:
        title = f"{options.suite.name}: {endpoint.model}, {_grounding(report)}"
        _keep(options.out, report, report_page(title, kinds), rows, alone or [])
    print_json(report) if options.as_json else _tell(report, kinds)
    return report


def _run(rows: Sequence[Row]) -> dict[str, Any]:
    """What answers came and what they cost."""
    return {
        "pages": len(rows),
        "complete": sum(row.is_complete for row in rows),
        "drawn": sum(row.is_drawn for row in rows),
        "tokens": round(_mean([row.tokens for row in rows]) or 0),
        "seconds": round(_mean([row.seconds for row in rows]) or 0, 2),
        "absolute": _mean([row.absolute for row in rows]),
    }


def _figures(kinds: Sequence[Summary]) -> dict[str, Any]:
    """Those of a suite of one kind, or apart by kind: of both together there is no mean that says anything."""
    if len(kinds) == 1:
        return kinds[0].to_dict()
    return {"kinds": {each.kind: {"cases": len(each.rows)} | each.to_dict() for each in kinds}}


@contextlib.contextmanager
def _told_if_kept(out: Path | None) -> Iterator[None]:
    """Says of a run that breaks off that the next one goes on."""
    is_done = False
    try:
        yield
        is_done = True
    finally:
        if out and not is_done and (out / UNFINISHED).is_dir():
            print(f"What was answered is kept in {out / UNFINISHED}; the same command goes on there.", file=sys.stderr)


def _kept(options: EvalOptions, model: str, how: How) -> KeptAnswers | None:
    """By what an answer depends on besides its picture: whose it is, by which weights, and how."""
    if options.out is None:
        return None
    shards = [] if is_address(options.model) else sorted(checkpoint_of(options.model).glob("*.safetensors"))
    weights = [(shard.name, shard.stat().st_size, shard.stat().st_mtime_ns) for shard in shards]
    asked = json.dumps([options.model, model, weights, how.grounded, how.rounds])
    return KeptAnswers(options.out / UNFINISHED, asked)


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


def _keep(folder: Path, report: dict[str, Any], page: str, rows: Sequence[Row], alone: Sequence[Row]) -> None:
    """Raises InputError."""
    for row in rows:
        write_file(folder / "mockup" / f"{row.name}.png", row.mockup)
    for name, answers in (("answer", rows), ("alone", alone)):
        for row in answers:
            if row.is_drawn:
                write_file(folder / name / f"{row.name}.html", row.html.encode("utf-8", "replace"))
                write_file(folder / name / f"{row.name}.png", row.render)
    write_file(folder / "report.json", (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())
    write_file(folder / "report.html", page.encode())
    forget(folder / UNFINISHED)


def _grounding(report: dict[str, Any]) -> str:
    refined = f", refined (rounds: {report['refine']})" if report["refine"] else ""
    how = f"{GROUNDED} and {ALONE}" if "alone_run" in report else GROUNDED if report["grounded"] else ALONE
    return how + refined


def _tell(report: dict[str, Any], kinds: Sequence[Summary]) -> None:
    print(f"{report['pages']} pages, {report['complete']} complete, {report['drawn']} drawn; {_grounding(report)}")
    print(_cost(report))
    if "alone_run" in report:
        alone = report["alone_run"]
        print(f"{ALONE}: {alone['complete']} complete, {alone['drawn']} drawn; {_cost(alone)}")
    for each in kinds:
        if len(kinds) > 1:
            print(f"{KINDS[each.kind]} ({len(each.rows)}):")
        _tell_figures(each)


def _cost(run: dict[str, Any]) -> str:
    placed = "" if run["absolute"] is None else f"; {run['absolute']:.1%} of the elements placed absolutely"
    return f"{run['tokens']} tokens and {run['seconds']:.1f} s an answer{placed}"


def _tell_line(name: str, cells: Sequence[str]) -> None:
    print(f"  {name:14}" + "".join(f"{cell:27}" for cell in cells).rstrip())


def _tell_figures(summary: Summary) -> None:
    columns = summary.columns
    if len(columns) > 1:
        _tell_line("", [head for head, _ in columns])
    for name, mean in summary.means.items():
        if mean is None:
            _tell_line(name, ["not measured"])
            continue
        _tell_line(name, [told(means[name], signed=head in SIGNED) for head, means in columns])
    if refined := summary.refined:
        gain = "not measured" if refined["overall"] is None else f"{refined['overall']:+.3f} overall"
        print(f"Refinement: {gain}, {refined['better']} better, {refined['worse']} worse.")
