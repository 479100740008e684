"""`make bench`: prints one table per room."""

from rich.console import Console

from benchmarks import archive, engine, preview, refinement, serving, studio, window


def main() -> None:
    console = Console()
    runner = engine.embedded_runner()
    console.print(engine.table(runner))
    console.print(serving.table(runner))
    console.print(studio.table())
    console.print(preview.table())
    console.print(window.table())
    console.print(archive.table())
    console.print(refinement.table())


if __name__ == "__main__":
    main()
