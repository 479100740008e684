"""`moonpane convert`: a picture in, a folder with page, its picture and its score out."""

import contextlib
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.artifact import Artifact
from moonpane.artifact.pictures import with_named
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import EMBEDDED, is_of_our_training, open_model, with_context
from moonpane.commands.inputs import parse_box, read_picture
from moonpane.commands.output import RENDER, SCORE, Folder, ProgressLine, loading_words, print_json
from moonpane.commands.refine_command import Refined, refined_page
from moonpane.convert import (
    Continued,
    Delta,
    Finished,
    FirstFrame,
    LinesRead,
    Measured,
    Shortened,
    check_embedded,
    convert,
)
from moonpane.errors import MoonpaneError
from moonpane.measure import Measurement, measure_page, page_of
from moonpane.outlined import Place
from moonpane.part import cut_part
from moonpane.pixels import PixelWorker, check_mockup
from moonpane.refine.asking import proposers_for
from moonpane.session import Attachment, Stack


@dataclass(frozen=True)
class ConvertOptions:
    """What was asked for on the command line."""

    picture: Path
    out: Path | None = None  # None: a fresh folder beside the caller, named after the picture
    model: str = EMBEDDED
    thinking: bool = False
    stack: Stack = "html"
    grounded: bool = True
    read_lines: bool | None = None
    refine: int = 0  # rounds
    box: str | None = None  # "X,Y,WIDTH,HEIGHT" of the part of the picture that is meant; None: all of it
    as_json: bool = False
    truth: Path | None = None  # the HTML that the picture was made from, where it is known: scores its text too


@dataclass(frozen=True)
class Converted:
    """What came of it."""

    folder: Path
    page: Path
    measurement: Measurement


async def run_convert(options: ConvertOptions) -> Converted:
    """Do it and tell about it. Raises MoonpaneError; a page that was begun is kept and named in the error."""
    run = _Run(options)
    try:
        return await run.work()
    except MoonpaneError as error:
        sentence = run.keep_partial(str(error))
        if options.as_json:
            page = run.folder.first if run.folder else None
            print_json({"error": sentence, "exit_code": error.exit_code, "page": None if page is None else str(page)})
        raise type(error)(sentence) from error
    except BaseException:
        run.keep_partial("")
        raise


class _Run:
    """One conversion with the state that has to survive its failure."""

    def __init__(self, options: ConvertOptions) -> None:
        self.options = options
        self.artifact = Artifact(options.stack)
        self.folder: Folder | None = None
        self.pictures: Mapping[str, str] = {}  # that the page may name
        self.refined: Refined | None = None
        self.place: Place | None = None  # of the part that is converted
        self._began_at = time.monotonic()

    async def work(self) -> Converted:
        options = self.options
        async with contextlib.AsyncExitStack() as stack:
            worker = await stack.enter_async_context(PixelWorker())
            picture = await read_picture(options.picture, worker)
            check_mockup(picture)
            if is_of_our_training(options.model):  # before the engine is started
                check_embedded(thinking=options.thinking, stack=options.stack, grounded=options.grounded)
            line = stack.enter_context(ProgressLine())
            if options.box is not None:
                picture = await self._part(picture, options.box, worker, line)
            named = Path(f"moonpane-{options.picture.stem}")
            self.folder = Folder(options.out or named, renew=options.out is not None)
            line.show("Starting the model …")
            async with open_model(options.model, lambda loading: line.show(*loading_words(loading))) as endpoint:
                finished = await self._write(picture, endpoint, worker, line)
                files = finished.files
                page = self.folder.write_files(files)
                if options.refine and finished.is_complete:
                    files = await self._refined(files, picture, endpoint, worker, line)
                    page = self.folder.write_files(files)
            if not finished.is_complete:
                why = finished.remark or "The model ran out of tokens before the end of the page."
                line.note(f"{why} It is kept as it is.")
            line.show("Measuring the page …")
            truth = None if options.truth is None else options.truth.read_text(encoding="utf-8")
            html = page_of(files, options.stack)
            measurement = await measure_page(html, picture, worker, mockup_html=truth)
            self.folder.write(RENDER, measurement.render)
            report = self._report(finished, endpoint, measurement)
            self.folder.write(SCORE, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        self._tell(page, measurement, report)
        return Converted(self.folder.path, page, measurement)

    async def _part(self, picture: Attachment, box: str, worker: PixelWorker, line: ProgressLine) -> Attachment:
        wanted = parse_box(box, picture)
        part, self.place = await cut_part(picture, wanted, worker)
        if self.place != wanted:
            line.note(f"The box is snapped to {','.join(map(str, self.place))}, which is an element.")
        return part

    async def _write(
        self, picture: Attachment, endpoint: Endpoint, worker: PixelWorker, line: ProgressLine
    ) -> Finished:
        options = self.options
        events = convert(
            picture,
            endpoint,
            worker=worker,
            stack=options.stack,
            grounded=options.grounded,
            thinking=options.thinking,
            read_lines=options.read_lines,
        )
        line.show("Measuring the picture …" if options.grounded else "Waiting for the model …")
        async with contextlib.aclosing(events):
            async for event in events:
                match event:
                    case FirstFrame(recording):
                        line.note(f"This model sees pictures only: it gets the first one of {recording}.")
                    case LinesRead(done, total):
                        line.show("Reading:", f"{done} of {total} lines")
                    case Measured() as measured:
                        self.pictures = measured.pictures
                        line.show("Waiting for the model …")
                    case Shortened(kept, total):
                        line.note(
                            f"This picture is too much for the model: it gets the upper {kept} of {total} elements."
                        )
                    case Continued(number):
                        line.note(f"The answer was cut off; the model goes on ({number}).")
                    case Delta(text, reasoning, tokens, tokens_per_s):
                        self.artifact.feed(text)
                        doing = "Thinking:" if reasoning else "Writing:"
                        line.show(doing, _amount(tokens, tokens_per_s))
                    case Finished() as finished:
                        line.note(f"Wrote {_amount(finished.usage.completion_tokens, finished.tokens_per_s)}.")
                        return finished
        raise AssertionError("A conversion either finishes or raises.")

    async def _refined(
        self,
        files: Mapping[str, str],
        picture: Attachment,
        endpoint: Endpoint,
        worker: PixelWorker,
        line: ProgressLine,
    ) -> Mapping[str, str]:
        """By measuring, and by the model that wrote the page where it can change one."""
        rounds, stack = self.options.refine, self.options.stack
        proposers = proposers_for(endpoint if endpoint.embedded else await with_context(endpoint))
        self.refined = await refined_page(
            files, [picture], worker, line, rounds=rounds, stack=stack, proposers=proposers
        )
        return self.refined.ended.files

    def keep_partial(self, sentence: str) -> str:
        """Write what there is of the page; returns the sentence with the place of it."""
        if self.folder is None:
            return sentence
        if self.folder.first is None:
            self.artifact.finish()
            files = {path: text for path, text in self.artifact.files.items() if text.strip()}
            if files:
                written = self.folder.write_files(with_named(files, self.pictures))
                sentence = f"{sentence.rstrip('.?')}; what was written until then is in {written}."
        self.folder.drop_if_empty()
        return sentence

    def _report(self, finished: Finished, endpoint: Endpoint, measurement: Measurement) -> dict[str, Any]:
        return {
            "picture": str(self.options.picture),
            "box": self.place,
            "model": endpoint.model,
            "stack": self.options.stack,
            "files": sorted(finished.files),
            "grounded": self.options.grounded,
            "thinking": self.options.thinking,
            "complete": finished.is_complete,
            "prompt_tokens": finished.usage.prompt_tokens,
            "tokens": finished.usage.completion_tokens,
            "tokens_per_s": round(finished.tokens_per_s, 2) or None,
            "seconds": round(time.monotonic() - self._began_at, 2),
            "refined": self.refined and self.refined.report(),
            "score": measurement.score,
        }

    def _tell(self, page: Path, measurement: Measurement, report: dict[str, Any]) -> None:
        assert self.folder is not None
        if self.options.as_json:
            files = {"page": page, "render": self.folder.path / RENDER, "score_file": self.folder.path / SCORE}
            print_json({name: str(path) for name, path in files.items()} | report)
        else:
            print(f"{page}  score {measurement.score['summary']}", flush=True)
            sys.stdout.flush()


def _amount(tokens: int, tokens_per_s: float) -> str:
    return f"{tokens} tokens, {tokens_per_s:.1f} tokens/s" if tokens_per_s else f"{tokens} tokens"
