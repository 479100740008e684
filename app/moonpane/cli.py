"""`moonpane`: the command line. Options are declared here; what they do is in `moonpane.commands`.

Exit codes of every command

    0     done
    1     something unforeseen
    2     what was given cannot be used: picture, page, option, folder, checkpoint, address
    3     the model or its engine failed
    4     a page could not be drawn, or pictures could not be compared
    130   interrupted with Ctrl-C (143: ended by SIGTERM)
"""

import asyncio
import enum
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from moonpane.errors import InputError, MoonpaneError

EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143
EXIT_CODES = (
    "Exit codes: 0 done, 2 bad input, 3 model or engine failed, 4 drawing or measuring failed, 130 interrupted."
)


class StackName(enum.Enum):
    """The words of `--stack`."""

    html = "html"
    tailwind = "tailwind"
    react = "react"


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, epilog=EXIT_CODES, no_args_is_help=False)

Picture = Annotated[Path, typer.Argument(help="PNG, JPEG, WebP, GIF or BMP of a user interface.")]
Model = Annotated[
    str,
    typer.Option(help="`embedded`, a checkpoint folder, or the address of an endpoint: http://host:8000/v1[#model]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


@app.callback(invoke_without_command=True)
def root(context: typer.Context) -> None:
    """Turn what is on a screen into working code, on your own machine. Without a command: open the studio."""
    if context.invoked_subcommand is None:
        studio()


@app.command()
def studio(
    picture: Annotated[Path | None, typer.Argument(help="A picture to convert at once.")] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="`embedded`, a checkpoint folder, or the address of an endpoint [default: the one used last]."
        ),
    ] = None,
) -> None:
    """Open the studio."""
    from moonpane.commands.studio_command import run_studio_command

    raise typer.Exit(_told(lambda: run_studio_command(picture, model)))


@app.command(epilog=EXIT_CODES)
def convert(
    picture: Picture,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Folder for the page [default: a new one, named after the picture]."),
    ] = None,
    model: Model = "embedded",
    thinking: Annotated[bool, typer.Option("--thinking/--instant", help="Let the model reason first.")] = False,
    grounding: Annotated[bool, typer.Option(help="Hint the model with what was measured in the picture.")] = True,
    read: Annotated[
        bool | None,
        typer.Option("--read/--no-read", help="Let the model read the text lines [default: only the embedded one]."),
    ] = None,
    stack: Annotated[
        StackName, typer.Option(help="What to write: plain HTML and CSS, HTML with Tailwind, or React with Tailwind.")
    ] = StackName.html,
    refine: Annotated[
        int, typer.Option(min=0, max=5, help="Rounds in which the page is made more like the picture.")
    ] = 0,
    box: Annotated[
        str | None,
        typer.Option(
            metavar="X,Y,WIDTH,HEIGHT",
            help="Only this part, px of the picture; it is snapped to an element that it almost frames.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Turn a picture into a web page: its files (index.html), render.png and score.json.

    The key of an endpoint comes from the environment variable MOONPANE_ENDPOINT_KEY or from `moonpane key`.
    """
    from moonpane.commands.convert_command import ConvertOptions, run_convert

    options = ConvertOptions(
        picture, out, model, thinking, stack.value, grounding, read, refine=refine, box=box, as_json=as_json
    )
    _told(lambda: _run(run_convert(options)))


@app.command(name="refine", epilog=EXIT_CODES)
def refine_page(
    page: Annotated[Path, typer.Argument(help="An HTML file.")],
    mockups: Annotated[
        list[Path], typer.Argument(help="What it should look like; several pictures of several widths.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Folder for the page [default: a new one, named after the page]."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, max=5, help="At most so many; it ends when a round gains nothing.")] = 3,
    model: Annotated[str | None, typer.Option(help="Also ask this model [default: measure alone].")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a page more like its mockup: what differs is measured and corrected, and kept only where it measures better.

    The page itself stays as it is; the better one goes into the folder, with its picture and its score.
    A model, named as for `convert`, is shown the regions that differ most and changes the code.
    """
    from moonpane.commands.refine_command import RefineOptions, run_refine

    options = RefineOptions(page, tuple(mockups), out, rounds=rounds, model=model, as_json=as_json)
    _told(lambda: _run(run_refine(options)))


@app.command(epilog=EXIT_CODES)
def render(
    page: Annotated[
        str,
        typer.Argument(
            help="An HTML, JSX or TSX file, the folder of a project, a folder of pages, or an address: https://…."
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The PNG to write; for a folder of pages, the folder to fill.")
    ],
    size: Annotated[
        str | None,
        typer.Option(help="CSS pixels: 390x844, or 390xauto [default: what the page says, or 1280xauto]."),
    ] = None,
    boxes: Annotated[
        Path | None,
        typer.Option(help="Also write texts and boxes with their places as JSON. (Of a folder always.)"),
    ] = None,
) -> None:
    """Draw a page offscreen, without network, as the preview would. One that never finishes is stopped.

    React, JSX, TypeScript and Tailwind come from the bundle, also where the page names a CDN.
    Only an address is visited; the page then reaches the Internet, and of this machine's networks the host you named.
    A page may say its own size in its first line: <!-- viewport: 390xauto -->. Of a folder, what is drawn is skipped.
    """
    from moonpane.commands.photograph_command import run_photograph
    from moonpane.commands.render_command import RenderOptions, run_render
    from moonpane.page_size import parse_size
    from moonpane.preview.address import is_address

    def work() -> None:
        wanted = parse_size(size) if size else None
        if is_address(page):
            _run(run_photograph(page, out, size=wanted, boxes=boxes))
        else:
            _run(run_render(RenderOptions(Path(page), out, size=wanted, boxes=boxes)))

    _told(work)


@app.command(epilog=EXIT_CODES)
def export(
    project: Annotated[Path, typer.Argument(help="An HTML, JSX or TSX file, or the folder of a project.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="A new folder, or a new file that ends in .zip.")],
    stack: Annotated[
        str | None, typer.Option(help="html, tailwind or react [default: what the files are made of].")
    ] = None,
) -> None:
    """Write a page that opens from disk without network, or a React project that Vite builds."""
    from moonpane.commands.export_command import run_export

    _told(lambda: run_export(project, out, stack))


@app.command(epilog=EXIT_CODES)
def compare(
    a: Annotated[Path, typer.Argument(help="Picture of the original.")],
    b: Annotated[Path, typer.Argument(help="Picture of the page.")],
    html_a: Annotated[Path | None, typer.Option(help="The original's HTML, if known.", show_default=False)] = None,
    html_b: Annotated[Path | None, typer.Option(help="The page's HTML.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how close a page is to its original: by pixels, and with both HTML files by their texts too."""
    from moonpane.commands.compare_command import run_compare

    _told(lambda: _run(run_compare(a, b, html_a=html_a, html_b=html_b, as_json=as_json)))


@app.command("eval", epilog=EXIT_CODES)
def evaluate(
    suite: Annotated[Path, typer.Argument(help="A folder of pages, NAME.html, and of pictures, NAME.png.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Keep answers and a report here; one that broke off goes on.")
    ] = None,
    model: Model = "embedded",
    grounding: Annotated[bool, typer.Option(help="Hint the model with what was measured in the picture.")] = True,
    both: Annotated[bool, typer.Option("--both", help="With hints and without, side by side.")] = False,
    refine: Annotated[int, typer.Option(min=0, max=20, help="Refine each answer in so many rounds at most.")] = 0,
    against: Annotated[Path | None, typer.Option(help="report.json of an earlier run.", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first pages.")] = None,
    as_json: AsJson = False,
) -> None:
    """Convert the pictures of known pages and measure the answers against them."""
    from moonpane.commands.eval_command import EvalOptions, run_eval

    options = EvalOptions(suite, model, grounding, both, refine, limit, out, against, as_json)
    _told(lambda: _run(run_eval(options)))


@app.command(epilog=EXIT_CODES)
def key(address: Annotated[str, typer.Argument(help="Address of the endpoint: http://host:8000/v1.")]) -> None:
    """Keep the key of an endpoint in the system's key store, or where there is none in a file only you can read.

    It is asked for without being shown, or read from standard input.
    """
    from moonpane.commands.key_command import run_key

    _told(lambda: run_key(address))


@app.command(epilog=EXIT_CODES)
def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the page.")] = Path("out/demo"),
    window: Annotated[bool, typer.Option(help="Open the studio afterwards, if there is a display.")] = True,
) -> None:
    """Convert a bundled mockup with the embedded model, print its score, and open the studio on it."""
    from moonpane.commands.demo_command import run_demo

    raise typer.Exit(_told(lambda: run_demo(out, window=window, run=_run)))


def main() -> None:
    """Entry point of `moonpane`; also words that no command knows are answered in one sentence."""
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        print(f"moonpane: {_sentence(error.format_message())}", file=sys.stderr, flush=True)
        code = error.exit_code
    except typer.Abort:
        code = EXIT_INTERRUPTED
    sys.exit(code)


def _sentence(words: str) -> str:
    return " ".join(words.split()).rstrip(".") + "; --help lists what there is."


def _told(work: Callable[[], Any]) -> Any:
    """Do the work of a command; what can go wrong becomes one sentence on stderr and an exit code."""
    try:
        return work()
    except MoonpaneError as error:
        print(f"moonpane: {error}", file=sys.stderr, flush=True)
        raise typer.Exit(error.exit_code) from None
    except OSError as error:
        # What no command foresaw of the file system: a name too long, a full disk, a folder that may not be entered.
        print(f"moonpane: {error.filename or 'A file'}: {error.strerror or error}.", file=sys.stderr, flush=True)
        raise typer.Exit(InputError.exit_code) from None
    except KeyboardInterrupt:
        print("moonpane: interrupted.", file=sys.stderr, flush=True)
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except asyncio.CancelledError:
        raise typer.Exit(EXIT_TERMINATED) from None


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run async work to its end; Ctrl-C and SIGTERM cancel it, so that it can clean up and leave no process behind."""

    async def guarded() -> Any:
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    return asyncio.run(guarded())


if __name__ == "__main__":
    main()
