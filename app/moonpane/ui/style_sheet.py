"""The style sheet of the studio; `@name` stands for a colour of `theme.Colors`."""

STYLE_SHEET = """
QWidget { color: @text; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @text; color: @window; border: 0; padding: 4px 8px; }

#conversation { background: @panel; border-right: 1px solid @border; }
#workspace { background: @window; }
#transcriptBody, #transcript { background: transparent; border: 0; }
#brand { font-size: 15px; font-weight: 600; }

QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; font-size: 12px; }
QLabel[role="caption"] { color: @muted; font-size: 12px; font-weight: 600; }
QLabel[role="heading"] { font-size: 24px; font-weight: 700; }
QLabel[role="lead"] { color: @muted; font-size: 14px; }
QLabel[role="title"] { font-size: 18px; font-weight: 700; }
QLabel[role="key"] {
    background: @raised; color: @muted; border: 1px solid @border_strong; border-radius: 6px; padding: 1px 7px;
    font-size: 12px;
}
QLabel[role="figure"] { font-size: 26px; font-weight: 700; }
QLabel[role="gain"] { color: @good; font-weight: 600; }
QLabel[role="remark"] { background: @bad_soft; color: @bad; border-radius: 8px; padding: 8px 10px; }
QLabel[role="aside"] { background: @raised; color: @muted; border-radius: 8px; padding: 8px 10px; }
QLabel[role="notice"] { background: @middling_soft; color: @middling; border-radius: 8px; padding: 8px 10px; }

#composer { background: @surface; border: 1px solid @border_strong; border-radius: 14px; }
#composer[active="true"] { border: 1px solid @accent; }
#composer[dropping="true"] { border: 2px dashed @accent; background: @accent_soft; }
#composerText { background: transparent; border: 0; padding: 0; selection-background-color: @selection; }

#card { background: @surface; border: 1px solid @border; border-radius: 12px; }
#bubble { background: @accent_soft; border-radius: 14px; }
#stage { border: 1px solid @border; border-radius: 12px; background: @canvas; }

QPushButton {
    background: @surface; border: 1px solid @border_strong; border-radius: 8px;
    padding: 6px 12px; font-weight: 500;
}
QPushButton:hover { background: @raised; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @faint; border-color: @border; background: transparent; }
QPushButton:focus, QToolButton:focus { border: 1px solid @accent; }
QPushButton[role="primary"] {
    background: @accent; color: @on_accent; border: 1px solid @accent; font-weight: 600; padding: 6px 14px;
}
QPushButton[role="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[role="primary"]:disabled { background: @raised; color: @faint; border-color: @raised; }
QPushButton[role="stop"] { background: @text; color: @window; border: 1px solid @text; font-weight: 600; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: @accent; padding: 2px 4px; font-weight: 600;
}
QPushButton[role="primary"]:focus { border: 1px solid @text; }
QPushButton[role="stop"]:focus, QPushButton[role="link"]:focus { border: 1px solid @accent; }
QPushButton[role="link"]:hover { background: @accent_soft; border-radius: 6px; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 5px;
}
QToolButton:hover { background: @raised; }
QToolButton:checked { background: @accent_soft; color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton[role="split"] { padding-right: 16px; }
QToolButton::menu-button { border: 0; width: 14px; }
QToolButton[role="figureButton"] { color: @muted; font-size: 12px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="remove"] { background: @text; border-radius: 9px; padding: 1px; }
QToolButton[role="quiet"] { color: @muted; font-size: 12px; padding: 4px; border-radius: 7px; }
QToolButton[role="quiet"]:hover { color: @text; background: @raised; }
QToolButton[role="quiet"]:disabled { color: @faint; background: transparent; }

#sizeField {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 2px; color: @muted;
    selection-background-color: @selection; selection-color: @text;
}
#sizeField:hover { background: @raised; }
#sizeField:focus { background: @surface; border: 1px solid @accent; color: @text; }
#pickCard { background: @surface; border: 1px solid @border_strong; border-radius: 12px; }
#errorCard { background: @surface; border: 1px solid @bad; border-radius: 12px; }
#consolePanel { background: @surface; border-top: 1px solid @border; }
#consoleList { background: transparent; border: 0; border-top: 1px solid @border; }
#consoleDetail { background: @window; border: 0; border-top: 1px solid @border; padding: 4px 8px; }
#regionList { background: @panel; border: 0; border-left: 1px solid @border; border-bottom-right-radius: 12px; }
#peek { background: @surface; border: 1px solid @border_strong; border-radius: 10px; }
#regionBody { background: transparent; }
#regionList QPushButton { text-align: left; font-size: 12px; font-weight: 500; padding: 1px 8px; }

QTabBar::tab {
    background: transparent; color: @muted; padding: 6px 12px; border: 0; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }

QSlider::groove:horizontal { background: @border_strong; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: @surface; border: 1px solid @border_strong; border-radius: 8px;
    width: 14px; height: 14px; margin: -6px 0;
}
QSlider::handle:horizontal:focus { border: 2px solid @accent; }
QLineEdit, QComboBox, QSpinBox {
    background: @surface; border: 1px solid @border_strong; border-radius: 8px; padding: 6px 10px;
    selection-background-color: @selection; selection-color: @text;
}
QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus { border: 1px solid @accent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
    color: @faint; background: transparent; border-color: @border;
}
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 0; height: 0; border: 0; }
QSpinBox QLineEdit { border: 0; padding: 0; background: transparent; }
QSpinBox[role="plain"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px 4px;
    min-width: 16px; max-width: 16px;
}
QSpinBox[role="plain"]:focus { border-color: @accent; }
#renameField { padding: 2px 6px; border-radius: 6px; border: 1px solid @accent; }
QLineEdit[role="title"] {
    background: transparent; border: 1px solid transparent; padding: 2px 6px; font-size: 20px; font-weight: 700;
}
QLineEdit[role="title"]:hover { border-color: @border_strong; }
QLineEdit[role="title"]:focus { border-color: @accent; background: @surface; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; width: 0; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QComboBox QAbstractItemView {
    background: @surface; border: 1px solid @border_strong; padding: 4px; outline: 0;
    selection-background-color: @accent_soft; selection-color: @text;
}
QMenu { background: @surface; border: 1px solid @border_strong; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QPushButton[role="danger"] { color: @bad; }
QPushButton::menu-indicator { image: none; width: 0; }

#sidePane { background: @panel; border-right: 1px solid @border; }
#modelList, #recentList { background: transparent; border: 0; outline: 0; }
#plain { background: transparent; border: 0; }
QLabel[role="good"] { background: @good_soft; color: @good; border-radius: 7px; padding: 3px 9px; font-weight: 600; }
QLabel[role="middling"] {
    background: @middling_soft; color: @middling; border-radius: 7px; padding: 3px 9px; font-weight: 600;
}
QLabel[role="bad"] { background: @bad_soft; color: @bad; border-radius: 7px; padding: 3px 9px; font-weight: 600; }
QLabel[role="small-figure"] { font-size: 17px; font-weight: 700; }
QLabel[role="command"] {
    background: @raised; border-radius: 8px; padding: 8px 10px; color: @muted; font-family: "JetBrains Mono", monospace;
    font-size: 12px;
}

#codeText {
    background: @surface; border: 0; selection-background-color: @selection; selection-color: @text;
}
#codeNote { background: @middling_soft; color: @middling; padding: 5px 14px; font-size: 12px; }
#findField {
    background: @window; border: 1px solid @border; border-radius: 7px; padding: 4px 8px;
    selection-background-color: @selection; selection-color: @text;
}
#findField:focus { border: 1px solid @accent; }
#fileTabs { background: transparent; border: 0; }
#fileTabs::tab {
    background: transparent; color: @muted; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 12px; margin: 0 2px;
}
#fileTabs::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
#fileTabs::tab:hover { color: @text; }
#fileTabs::tab:focus { background: @accent_soft; border-radius: 6px; }
#diffLines, #diffFiles, #pictureList { background: @surface; border: 0; }
#diffFiles { border-right: 1px solid @border; padding: 2px 6px; }
#diffFiles::item { border-radius: 6px; padding: 0 6px; }
#diffFiles::item:selected { background: @accent_soft; color: @text; }
#codePeek { background: transparent; border: 0; }

#statusStrip { background: @panel; border-top: 1px solid @border; }
#statusStrip QLabel { color: @muted; font-size: 12px; }
#statusStrip QPushButton { font-size: 12px; padding: 1px 8px; border-radius: 6px; }

#paletteEdit { background: transparent; border: 0; font-size: 16px; padding: 8px 10px; }
#paletteList { background: transparent; border: 0; outline: 0; }
#sheetBody { background: transparent; }

QProgressBar { background: @raised; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }

#markComment {
    background: @surface; border: 1px solid @border_strong; border-radius: 8px; padding: 5px 8px;
    selection-background-color: @selection;
}
#markComment:focus { border: 1px solid @accent; }
#annotateBar, #markList { background: @panel; }

QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @border_strong; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: @faint; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }

#sidebar { background: @window; border-right: 1px solid @border; }
#sessionList, #hitList, #versionList { background: transparent; border: 0; outline: 0; }
#historyFoot { border-top: 1px solid @border; }
QLabel[role="failures"] { color: @bad; font-size: 12px; padding: 0 10px 6px 34px; }
#reasoningText {
    background: transparent; border: 0; border-left: 2px solid @border; border-radius: 0; padding-left: 10px;
    color: @muted; margin-left: 11px;
}
#inPlaceEdit { background: @surface; border: 1px solid @accent; border-radius: 8px; padding: 3px; }
#taskBar { background: @panel; border-top: 1px solid @border; }
#taskBar QLabel { color: @muted; font-size: 12px; }
#toast { background: @surface; border: 1px solid @border_strong; border-radius: 12px; }
#undoBar { background: @raised; border-radius: 10px; }
"""
