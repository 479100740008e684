"""Whether the window may close: first what would be lost is asked about, or finished."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

from moonpane.application.intake import Intake
from moonpane.store.studio import Store
from moonpane.ui.dialogs.leaving import RecordingQuestion, UnkeptQuestion
from moonpane.ui.window import Window


class Leaving(QObject):
    """Refuses to close while a question is open, and closes the window on the answer."""

    def __init__(self, store: Store, intake: Intake, window: Window) -> None:
        super().__init__(window)
        self._store, self._intake, self._window = store, intake, window
        self._question: QMessageBox | None = None
        self._waits = False  # for the recording, which is to be in the draft before the window closes
        self._is_sure = False
        window.may_close = self.may_close
        store.changed.connect(self.close_when_kept)
        intake.told.connect(self.on_told)

    def may_close(self) -> bool:
        if self._question is not None:
            self._question.activateWindow()
            return False
        if self._intake.is_recording:
            self._ask_about_recording()
            return False
        if self._store.unkept and not self._is_sure:
            self._ask_about_unkept()
            return False
        return True

    def close_when_kept(self) -> None:
        """Goes on with closing once the recording is in the draft; stays where there is a sentence about it."""
        if self._waits and not self._intake.is_recording and not self._store.opening:
            self._waits = False
            if not self._store.refusals:
                QTimer.singleShot(0, self._window, self._window.close)

    def on_told(self, sentence: str, is_bad: bool) -> None:
        """The recording could not be finished: the person is to read why."""
        self._waits = self._waits and not is_bad

    def _ask_about_recording(self) -> None:
        question = RecordingQuestion(self._window)
        question.kept.connect(self._keep_recording)
        question.thrown_away.connect(self._throw_recording_away)
        self._ask(question)

    def _ask_about_unkept(self) -> None:
        question = UnkeptQuestion(self._store.unkept, self._window)
        question.confirmed.connect(self._close_anyway)
        self._ask(question)

    def _ask(self, question: QMessageBox) -> None:
        self._question = question
        self._waits = False
        question.finished.connect(self._on_answered)
        question.open()

    def _on_answered(self) -> None:
        self._question = None

    def _keep_recording(self) -> None:
        self._waits = True
        self._intake.stop_recording()
        self.close_when_kept()

    def _throw_recording_away(self) -> None:
        self._intake.leave()
        QTimer.singleShot(0, self._window, self._window.close)

    def _close_anyway(self) -> None:
        self._is_sure = True
        QTimer.singleShot(0, self._window, self._window.close)
