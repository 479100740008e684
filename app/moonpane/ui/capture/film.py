"""From a screen or a part of it to a video file, by Qt Multimedia; loaded when the first recording begins.

Screens give up to sixty pictures a second, of which a model looks at two and a person is content with fifteen: so the
pictures pass through here on their way to the file, and most of them stay.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QUrl, Signal
from PySide6.QtGui import QImage, QScreen
from PySide6.QtMultimedia import (
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QScreenCapture,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoFrameInput,
    QVideoSink,
)

FRAMES_PER_SECOND = 15
_STEP_US = 1_000_000 // FRAMES_PER_SECOND
_State = QMediaRecorder.RecorderState
_CODECS = (QMediaFormat.VideoCodec.H264, QMediaFormat.VideoCodec.MPEG4)  # by size of the file


class Film(QObject):
    """One recording; not to be used again.

    Signals:
        begun: the first picture is here.
        ended: the file is whole, after `stop`.
        broken: the recording cannot go on, in the words of Qt; `ended` still follows if there was anything.
    """

    begun = Signal(QImage)
    ended = Signal()
    broken = Signal(str)

    def __init__(
        self,
        screen: QScreen,
        path: Path,
        parent: QObject | None = None,
        *,
        part: QRect | None = None,
    ) -> None:
        """`path` is an existing file, which is written over and keeps its mode.

        part: of the screen's pictures, in their pixels; its size stays, its place may change by `move_part`.
        """
        super().__init__(parent)
        self._part = part
        self._capture = QScreenCapture(self)
        self._capture.setScreen(screen)
        self._watching = QMediaCaptureSession(self)
        self._watching.setScreenCapture(self._capture)
        self._capture.errorOccurred.connect(self._on_error_occurred)
        self._sink = QVideoSink(self)
        self._watching.setVideoSink(self._sink)
        self._writing = QMediaCaptureSession(self)
        self._input = QVideoFrameInput(self)
        self._writing.setVideoFrameInput(self._input)
        self._recorder = QMediaRecorder(self)
        self._writing.setRecorder(self._recorder)
        self._recorder.setMediaFormat(_format())
        self._recorder.setQuality(QMediaRecorder.Quality.HighQuality)
        self._recorder.setVideoFrameRate(FRAMES_PER_SECOND)
        self._recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))
        self._recorder.errorOccurred.connect(self._on_error_occurred)
        self._recorder.recorderStateChanged.connect(self._on_state_changed)
        self._sink.videoFrameChanged.connect(self._on_frame_changed)
        self._last_us: int | None = None  # time of the last picture that was written, or left out by a pause
        self._left_out_us = 0  # by all pauses together
        self._rests = False
        self._is_over = False

    @property
    def seconds(self) -> float:
        """How long the file is by now; pauses are not in it."""
        return self._recorder.duration() / 1000

    def start(self) -> None:
        self._recorder.record()
        self._capture.start()

    def move_part(self, corner: QPoint) -> None:
        """Where the part that is filmed lies from now on."""
        if self._part is not None:
            self._part = QRect(corner, self._part.size())

    def pause(self) -> None:
        """Qt's own pause leaves a hole in the time of pictures that come this way; so they just stay away."""
        self._rests = True

    def go_on(self) -> None:
        self._rests = False

    def stop(self) -> None:
        """`ended` follows, when the file is written."""
        self._capture.stop()
        if self._recorder.recorderState() == _State.StoppedState:
            self._end()
        else:
            self._recorder.stop()

    def _on_frame_changed(self, frame: QVideoFrame) -> None:
        time_us = frame.startTime()
        if self._last_us is None:
            image = picture_of(frame, self._part)
            if image.isNull():
                return
            self.begun.emit(image)
        elif 0 <= time_us - self._last_us < _STEP_US:
            return
        elif self._rests:
            self._left_out_us += time_us - self._last_us
            self._last_us = time_us
            return
        self._last_us = time_us
        shown = QVideoFrame(frame if self._part is None else picture_of(frame, self._part))
        shown.setStreamFrameRate(FRAMES_PER_SECOND)  # a picture knows none
        shown.setStartTime(time_us - self._left_out_us)
        shown.setEndTime(frame.endTime() - self._left_out_us)
        self._input.sendVideoFrame(shown)

    def _on_state_changed(self, state: QMediaRecorder.RecorderState) -> None:
        if state == _State.StoppedState:
            self._capture.stop()
            self._end()

    def _on_error_occurred(self, error: object, words: str) -> None:
        if not self._is_over:
            self.broken.emit(words)

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.ended.emit()


def picture_of(frame: QVideoFrame, part: QRect | None = None) -> QImage:
    """The pixels of a frame; a copy of its memory where that is possible, since Qt's own way takes 200 ms once."""
    kind = QVideoFrameFormat.imageFormatFromPixelFormat(frame.pixelFormat())
    if kind == QImage.Format.Format_Invalid or not frame.map(QVideoFrame.MapMode.ReadOnly):
        return frame.toImage() if part is None else frame.toImage().copy(part)
    try:
        pixels = QImage(frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0), kind)
        return pixels.copy() if part is None else pixels.copy(part)
    finally:
        frame.unmap()


def _format() -> QMediaFormat:
    made = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
    can = made.supportedVideoCodecs(QMediaFormat.ConversionMode.Encode)
    made.setVideoCodec(next((codec for codec in _CODECS if codec in can), QMediaFormat.VideoCodec.Unspecified))
    return made
