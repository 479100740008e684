"""`make bench`: prints one table per room."""

from rich.console import Console

from benchmarks import engine, studio


def main() -> None:
    console = Console()
    console.print(engine.table())
    console.print(studio.table())


if __name__ == "__main__":
    main()
