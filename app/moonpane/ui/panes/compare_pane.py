"""The mockup beside the page as it was rendered, with the measured score and where they differ."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from moonpane.store.model import Exchange, Phase
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons
from moonpane.ui.panes.picture_stage import PictureStage
from moonpane.ui.panes.score_view import ScoreBars
from moonpane.ui.theme import theme


class ComparePane(QWidget):
    """Two stages at one scale, the score above them."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.mockup = PictureStage("Mockup", "No picture yet")
        self.page = PictureStage("Page as rendered", "The page appears here when it is finished")
        self.mockup.partner, self.page.partner = self.page, self.mockup
        self.bars = ScoreBars()
        self._mockup_caption, self._page_caption = QLabel(), QLabel()
        for caption in (self._mockup_caption, self._page_caption):
            caption.setProperty("role", "caption")
        self.heat_button = QToolButton()
        self.heat_button.setCheckable(True)
        self.heat_button.setText("Differences")
        self.heat_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heat_button.setAccessibleName("Show where mockup and page differ")
        self.heat_button.setToolTip("Show where mockup and page differ (Ctrl+D)")
        self._lay_out()
        self.heat_button.toggled.connect(self.on_heat_toggled)
        store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.refresh()

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what in (What.TEXT, What.PAGE_GREW, What.DRAFT, What.ENGINE):
            return
        self.refresh()

    def on_heat_toggled(self, shown: bool) -> None:
        self.on_theme_changed()
        exchange = self._store.shown
        self.page.show_heat(exchange.score if exchange and shown else None)

    def on_theme_changed(self) -> None:
        color = theme.colors.accent if self.heat_button.isChecked() else theme.colors.muted
        self.heat_button.setIcon(icons.icon("heat", color, size=16))
        self.update()

    def refresh(self) -> None:
        exchange = self._store.shown
        picture = exchange.pictures[0] if exchange and exchange.pictures else None
        score = exchange.score if exchange else None
        if picture is None:
            self.mockup.show_image(None, QSize())
            self._mockup_caption.setText("Mockup")
        else:
            size = QSize(picture.attachment.width, picture.attachment.height)
            self.mockup.show_image(picture.shown, size)
            self._mockup_caption.setText(f"Mockup  ·  {size.width()} × {size.height()}")
        rendered = exchange.rendered if exchange else None
        size = rendered.size() if rendered else QSize()
        self.page.show_image(rendered, size)
        self._page_caption.setText(page_caption(exchange))
        self.bars.show_score(score)
        self.heat_button.setEnabled(score is not None)
        self.on_heat_toggled(self.heat_button.isChecked())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for caption, stage, button in (
            (self._mockup_caption, self.mockup, None),
            (self._page_caption, self.page, self.heat_button),
        ):
            frame = QFrame()
            frame.setObjectName("stage")
            head = QHBoxLayout()
            head.setContentsMargins(13, 4, 6, 4)
            head.addWidget(caption, 1)
            if button is not None:
                head.addWidget(button)
            column = QVBoxLayout(frame)
            column.setContentsMargins(1, 1, 1, 1)
            column.setSpacing(0)
            strip = QWidget()
            strip.setFixedHeight(40)
            strip.setLayout(head)
            column.addWidget(strip)
            column.addWidget(stage, 1)
            row.addWidget(frame, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.bars)
        whole.addLayout(row, 1)


def page_caption(exchange: Exchange | None) -> str:
    if exchange is not None and exchange.rendered is not None:
        return f"Page  ·  {exchange.rendered.width()} × {exchange.rendered.height()}"
    if exchange is not None and exchange.phase is Phase.RENDERING:
        return "Page  ·  rendering …"
    return "Page"
