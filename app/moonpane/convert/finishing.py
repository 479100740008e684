"""The end of a conversion: the files that an answer brought."""

from collections.abc import Mapping

from moonpane.answering import Ended, FilesGrew
from moonpane.artifact import Artifact
from moonpane.artifact.pictures import with_named
from moonpane.convert.events import Finished
from moonpane.errors import NoPage
from moonpane.session import INDEX, Stack

_COMPONENTS = (".jsx", ".tsx", ".js", ".ts")


def finish(artifact: Artifact, ended: Ended, stack: Stack, pictures: Mapping[str, str]) -> tuple[FilesGrew, Finished]:
    """The last two events; of `pictures` what the page names. Raises NoPage where there is nothing to show."""
    artifact.finish()
    files = {path: text for path, text in artifact.files.items() if text.strip()}
    if not _is_page(files, stack):
        said = " ".join(ended.said.split())
        raise NoPage(
            f"The model answered without a page: “{said[:120].rstrip('.')}”." if said else "The model answered nothing."
        )
    files = with_named(files, pictures)
    finished = Finished(
        files, ended.usage, ended.tokens_per_s, ended.is_complete, ended.said, talk=artifact.talk, remark=ended.remark
    )
    return FilesGrew(files, None), finished


def _is_page(files: Mapping[str, str], stack: Stack) -> bool:
    """Whether there is something to show: a page, or for React at least a component."""
    return bool(files.get(INDEX)) or (stack == "react" and any(path.endswith(_COMPONENTS) for path in files))
