"""The comparison as a whole: score, tools, pictures, list of regions; a tab for each width where there are several."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from moonpane.ui.language import likeness_percent
from moonpane.ui.panes.compare.pair import Pair, Region
from moonpane.ui.panes.compare.region_list import RegionList
from moonpane.ui.panes.compare.scene import Mode
from moonpane.ui.panes.compare.score_parts import ScoreParts
from moonpane.ui.panes.compare.stage import Stage
from moonpane.ui.panes.compare.toolbar import CompareToolbar


class ComparisonView(QWidget):
    """Shows pairs of pictures; knows nothing of where they come from.

    Signals:
        element_requested: file and line of an element's code.
        pair_chosen: the index of the pair that the person looks at.
    """

    element_requested = Signal(str, int)
    pair_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.bars, self.toolbar, self.stage, self.regions = ScoreParts(), CompareToolbar(), Stage(), RegionList()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Widths"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.hide()
        self.captions = QLabel(), QLabel()
        self._pairs: tuple[Pair, ...] = ()
        self.regions.hide()
        self._lay_out()
        self._connect()

    @property
    def pair(self) -> Pair | None:
        index = self.tabs.currentIndex() if len(self._pairs) > 1 else 0
        return self._pairs[index] if 0 <= index < len(self._pairs) else None

    def show_pairs(self, pairs: Sequence[Pair], *, keep_zoom: bool = False) -> None:
        """One pair for each width. The width that was looked at stays, where there are as many as before."""
        at = self.tabs.currentIndex() if len(pairs) == len(self._pairs) else 0
        self._pairs = tuple(pairs)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        if len(pairs) > 1:
            for pair in pairs:
                likeness = f"  {likeness_percent(pair.figures.overall)}" if pair.figures else ""
                self.tabs.addTab(pair.tab + likeness)
            self.tabs.setCurrentIndex(max(0, at))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(pairs) > 1)
        self._show(keep_zoom=keep_zoom)

    def on_tab_changed(self, index: int) -> None:
        self._show(keep_zoom=False)
        self.pair_chosen.emit(index)

    def on_mode_chosen(self, mode: Mode) -> None:
        self.stage.set_mode(mode)
        self.on_blinked(self.stage.shows_right)
        self._place_captions()
        if mode in (Mode.OVERLAY, Mode.SWIPE):
            self.stage.set_mix(self.toolbar.slider.value() / self.toolbar.slider.maximum())

    def on_blinked(self, shows_right: bool) -> None:
        """Of pictures that are seen one after the other, the caption says which one it is."""
        blinks = self.stage.mode is Mode.BLINK
        for caption, is_seen in zip(self.captions, (not shows_right, shows_right), strict=True):
            caption.setVisible(is_seen or not blinks)

    def _place_captions(self) -> None:
        """Beside each other, each name stands where its picture begins."""
        right = Qt.AlignmentFlag.AlignLeft if self.stage.mode is Mode.SIDE else Qt.AlignmentFlag.AlignRight
        self.captions[1].setAlignment(right)

    def on_region_chosen(self, number: int, region: Region) -> None:
        self.stage.show_region(number, region)

    def _show(self, *, keep_zoom: bool) -> None:
        pair = self.pair
        if pair is None:
            return
        for caption, side in zip(self.captions, (pair.left, pair.right), strict=True):
            caption.setText(side.caption)
        self.stage.setAccessibleName(f"{pair.left.caption} ↔ {pair.right.caption}")
        self.bars.show_figures(pair.figures, which=self._which(pair))
        self.regions.show_regions(pair.regions)
        self.toolbar.heat.setEnabled(pair.figures is not None)
        self.toolbar.regions.setEnabled(pair.figures is not None)
        self.stage.show_pair(pair, keep_zoom=keep_zoom)

    def _which(self, pair: Pair) -> str:
        """Of several widths the figure is of one; the window's head says the mean of all."""
        known = [each.figures.overall for each in self._pairs if each.figures]
        if len(self._pairs) < 2 or not known:
            return ""
        width = self.tr("at {width} px").format(width=pair.left.natural.width())
        return f"{width}\n" + self.tr("mean of all: {percent}").format(
            percent=likeness_percent(sum(known) / len(known))
        )

    def _connect(self) -> None:
        toolbar, stage = self.toolbar, self.stage
        toolbar.mode_chosen.connect(self.on_mode_chosen)
        toolbar.heat_chosen.connect(stage.set_heat)
        toolbar.mix_changed.connect(stage.set_mix)
        toolbar.blink_toggled.connect(stage.blink)
        toolbar.flip_requested.connect(stage.flip)
        toolbar.fit_requested.connect(stage.fit)
        toolbar.percent_chosen.connect(stage.set_percent)
        toolbar.zoom_requested.connect(stage.zoom_by)
        toolbar.regions_toggled.connect(self.regions.setVisible)
        stage.zoomed.connect(toolbar.show_zoom)
        stage.mixed.connect(toolbar.show_mix)
        stage.blinked.connect(self.on_blinked)
        self.regions.region_chosen.connect(self.on_region_chosen)
        self.regions.element_requested.connect(self.element_requested)
        self.tabs.currentChanged.connect(self.on_tab_changed)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("stage")
        names = QHBoxLayout()
        names.setContentsMargins(13, 0, 13, 4)
        names.setSpacing(26)
        self._place_captions()
        for caption in self.captions:
            caption.setProperty("role", "caption")
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            names.addWidget(caption, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        pictures = QVBoxLayout()
        pictures.setSpacing(0)
        pictures.addLayout(names)
        pictures.addWidget(self.stage, 1)
        middle.addLayout(pictures, 1)
        middle.addWidget(self.regions)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addLayout(middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.bars)
        whole.addWidget(self.tabs)
        whole.addWidget(frame, 1)
