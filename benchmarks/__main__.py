"""`make bench`: prints one table per room."""

from rich.console import Console

from benchmarks import engine


def main() -> None:
    console = Console()
    console.print(engine.table())


if __name__ == "__main__":
    main()
