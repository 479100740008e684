"""What stands in `session.json` of an exported conversation: the form that is written, and all that is accepted.

`docs/archive.md` describes it for people. Ids hold within one file; importing gives new ones.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from moonpane.session import Kind, Origin, Stack

FORMAT = "moonpane-conversation"
VERSION = 1
MAX_TEXT = 16 << 20  # characters of one text
MAX_EXCHANGES = 10_000
MAX_REVISIONS = 10_000
MAX_FILES = 500  # of one version
MAX_ATTACHMENTS = 100  # of one message
MAX_EDITS = 10_000  # of one answer, told by file, and of one file

Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
Text = Annotated[str, Field(max_length=MAX_TEXT)]
Line = Annotated[str, Field(max_length=4_000)]
Count = Annotated[int, Field(ge=0, le=2**53)]
Seconds = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Picture = Annotated[str, Field(pattern=r"^(pictures|renders)/[0-9a-f]{64}\.png$")]
Recording = Annotated[str, Field(pattern=r"^videos/[0-9a-f]{64}(\.[a-z0-9]{1,5})?$")]
Page = Annotated[str, Field(pattern=r"^pages/\d{1,6}/", max_length=480)]
FilePath = Annotated[str, Field(min_length=1, max_length=300)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class VideoForm(_Form):
    file: Recording
    seconds: Seconds = 0.0


class AttachmentForm(_Form):
    name: Line
    picture: Picture
    notes: Text = ""
    marked: Picture | None = None
    video: VideoForm | None = None


class TurnForm(_Form):
    text: Text = ""
    attachments: Annotated[list[AttachmentForm], Field(max_length=MAX_ATTACHMENTS)] = []
    reasoning: Text = ""
    reasoning_s: Seconds = 0.0
    status: Literal["done", "stopped", "failed"] = "done"
    error: Line | None = None
    num_tokens: Count = 0
    prompt_tokens: Count = 0


class FailureForm(_Form):
    reason: Text
    asked_again: bool = False


class EditsForm(_Form):
    path: Line  # as it was said, which may be no path
    num_done: Count = 0
    added: Count = 0
    removed: Count = 0
    failed: Annotated[list[FailureForm], Field(max_length=MAX_EDITS)] = []
    is_whole: bool = False


class RefineStepForm(_Form):
    round: Count
    score: Share | None = None
    accepted: bool = False
    what: Text = ""
    reason: Text = ""


class RefinementForm(_Form):
    state: Line
    start: Share | None = None
    steps: Annotated[list[RefineStepForm], Field(max_length=MAX_EDITS)] = []
    round: Count = 0
    sentence: Text = ""


class CourseForm(_Form):
    edits: Annotated[list[EditsForm], Field(max_length=MAX_EDITS)] = []
    reached: Line = ""
    lines_total: Count = 0
    lines_read: Count = 0
    tokens_per_s: Seconds = 0.0
    refinement: RefinementForm | None = None


class ExchangeForm(_Form):
    id: Id
    kind: Kind
    asked: TurnForm
    answer: TurnForm
    parent: Id | None = None
    base: Id | None = None
    stack: Stack = "html"
    thinking: bool = False
    model: Line = ""
    created_at: Seconds
    remarks: Annotated[list[Line], Field(max_length=100)] = []
    course: CourseForm = CourseForm()


class RevisionForm(_Form):
    id: Id
    files: Annotated[dict[FilePath, Page], Field(max_length=MAX_FILES)]
    exchange: Id | None = None
    parent: Id | None = None
    origin: Origin = "model"
    stack: Stack = "html"
    is_complete: bool = True
    figures: dict[str, object] | None = None
    render: Picture | None = None
    created_at: Seconds


class SessionForm(_Form):
    format: Literal["moonpane-conversation"]
    version: Annotated[int, Field(ge=1, le=VERSION)]
    title: Line
    created_at: Seconds
    updated_at: Seconds
    head: Id | None = None
    shown: Id | None = None
    exchanges: Annotated[list[ExchangeForm], Field(max_length=MAX_EXCHANGES)]
    revisions: Annotated[list[RevisionForm], Field(max_length=MAX_REVISIONS)]


class _Sizes(_Form):
    original: tuple[Count, Count]
    page: tuple[Count, Count]


class _Region(_Form):
    x: Count
    y: Count
    width: Count
    height: Count
    difference: Share


class FiguresForm(_Form):
    """`moonpane_vision.compare.Score.to_dict()`: what does not look like it is measured again."""

    overall: Share
    pixels: Share
    design2code: Share | None = None
    block_match: Share | None = None
    text: Share | None = None
    position: Share | None = None
    color: Share | None = None
    color_tight: Share | None = None
    ssim: Share
    edges: Share
    palette: Share
    height_ratio: Share
    width_ratio: Share
    height_gate: bool
    components: Line
    summary: Line
    sizes: _Sizes
    missing: Annotated[list[Line], Field(max_length=10_000)]
    extra: Annotated[list[Line], Field(max_length=10_000)]
    tile_size: Annotated[int, Field(ge=1, le=4_096)]
    tiles: Annotated[list[Annotated[list[Share], Field(max_length=2_048)]], Field(max_length=2_048)]
    worst: Annotated[list[_Region], Field(max_length=1_000)]
