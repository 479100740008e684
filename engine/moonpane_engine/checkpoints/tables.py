"""Descriptions and plans on the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table

from moonpane_engine.checkpoints.describe import Description
from moonpane_engine.checkpoints.plan import GB, MEMORIES, Advice, Plan

_NUM_SHOWN = 5
_WORTH_IT = 1.01


def show_description(description: Description, console: Console) -> None:
    """Facts, a table of the parts, and what does not fit."""
    for name, value in description.facts.items():
        console.print(f"{name:24}{value}", markup=False, highlight=False)
    if description.parts:
        table = Table("part", "tensors", "size", "dtypes")
        for column in table.columns[1:3]:
            column.justify = "right"
        for part, total in sorted(description.parts.items(), key=lambda item: -item[1].num_bytes):
            dtypes = ", ".join(dtype for dtype, _ in total.dtypes.most_common())
            table.add_row(part, f"{total.num_tensors:,}", _size(total.num_bytes), dtypes)
        totals = description.parts.values()
        table.add_section()
        table.add_row("all", f"{sum(t.num_tensors for t in totals):,}", _size(sum(t.num_bytes for t in totals)), "")
        console.print(table)
    for what, names in (
        ("missing", description.missing),
        ("surplus", description.surplus),
        ("of the wrong kind", description.misfits),
        ("files ignored", description.ignored_files),
    ):
        if names:
            more = f" and {len(names) - _NUM_SHOWN} more" if len(names) > _NUM_SHOWN else ""
            console.print(f"{what} ({len(names)}): {', '.join(names[:_NUM_SHOWN])}{more}", markup=False, soft_wrap=True)
    if description.fault:
        console.print(description.fault, markup=False, soft_wrap=True)
    elif description.is_whole:
        console.print("Every tensor that config.json asks for is there, and no other.")


def show_plan(plan: Plan, advice: list[Advice], context: int, console: Console) -> None:
    """Where the parts lie, the formula with its numbers, and what to buy next."""
    table = Table("part", "size", *(f"on {memory}" for memory in MEMORIES), "read a token")
    for column in table.columns[1:]:
        column.justify = "right"
    for placed in plan.parts:
        label = f"KV cache, {context:,} tokens" if placed.need.part == "KV cache" else placed.need.part
        places = (_size(placed.places[memory]) if placed.places[memory] else "" for memory in MEMORIES)
        table.add_row(label, _size(placed.need.num_bytes), *places, _size(placed.need.read_bytes))
    table.add_section()
    sums = (_size(sum(placed.places[memory] for placed in plan.parts)) for memory in MEMORIES)
    table.add_row("all", _size(plan.total_bytes), *sums, _size(sum(plan.read_bytes().values())))
    console.print(table)
    for line in plan_lines(plan, advice):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def plan_json(plan: Plan, advice: list[Advice]) -> dict[str, Any]:
    """The plan as `--json` prints it; all sizes in bytes."""
    return {
        "parts": [
            {"part": placed.need.part, "bytes": placed.need.num_bytes, "places": dict(placed.places)}
            for placed in plan.parts
        ],
        "total_bytes": plan.total_bytes,
        "lacking_bytes": plan.lacking_bytes,
        "tokens_per_second": plan.tokens_per_second,
        "advice": [{"what": offer.what, "tokens_per_second": offer.tokens_per_second} for offer in advice],
    }


def plan_lines(plan: Plan, advice: list[Advice]) -> list[str]:
    """The plan's conclusion in sentences."""
    if plan.lacking_bytes >= 1:
        return [f"This model does not fit: {_size(plan.lacking_bytes)} more RAM or NVMe are needed."]
    bandwidths, reads = plan.machine.bandwidths(), plan.read_bytes()
    terms = " + ".join(
        f"{_size(reads[memory])} / {bandwidths[memory] / GB:g} GB/s ({memory})" for memory in MEMORIES if reads[memory]
    )
    now = plan.tokens_per_second
    lines = [
        f"Estimate, at most: {_speed(now)} at batch 1 = 1 / ({terms}).",
        "Bandwidths are assumptions (see --help); experts are taken to be chosen evenly, and nothing overlaps.",
    ]
    worth = [offer for offer in advice if offer.tokens_per_second > now * _WORTH_IT]
    if not worth:
        return [*lines, "No single purchase makes it faster."]
    best = worth[0].tokens_per_second
    buy = f"Buy next: {worth[0].what}, for {_speed(best)} (x{best / now:.2f})."
    return [*lines, buy, *(f"  or {offer.what}, for {_speed(offer.tokens_per_second)}" for offer in worth[1:])]


def _size(num_bytes: float) -> str:
    for unit, factor in (("GB", 1e9), ("MB", 1e6)):
        if num_bytes >= factor:
            return f"{num_bytes / factor:,.2f} {unit}"
    return f"{num_bytes / 1e3:,.1f} kB" if num_bytes else "0"


def _speed(tokens_per_second: float) -> str:
    return f"{tokens_per_second:,.{2 if tokens_per_second < 100 else 0}f} tokens/s"
