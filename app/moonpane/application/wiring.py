"""Who hears whom: every wish of a widget, and the method that carries it out. Nothing else happens here."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from moonpane.preview.picked import Picked, Place
from moonpane.store.changes import Changed, What
from moonpane.store.desk import words_to_change
from moonpane.store.found_place import FoundPlace
from moonpane.store.models.limits import limits_of
from moonpane.ui.conversation.add_menu import AREAS
from moonpane.ui.conversation.context_meter import ContextUse
from moonpane.ui.progress_bar import Task
from moonpane.ui.sessions.rows import SearchHit
from moonpane.ui.welcome.recent import Recent
from moonpane.ui.window_actions import Pane

if TYPE_CHECKING:
    from moonpane.application.studio import Studio

LOOKS = (What.SHOWN, What.MEASURED, What.ENDED)  # after these there may be something to look at closer
MADE = (What.SHOWN, What.PAGE_FINISHED, What.ENDED)  # after these another page may be shown
MAX_RECENT = 4


def connect(studio: "Studio") -> None:
    """All of it, room by room."""
    _hand_edits(studio)
    _conversation(studio)
    _intake(studio)
    _sessions(studio)
    _panes(studio)
    _output(studio)
    _models(studio)
    _tasks(studio)


def _hand_edits(studio: "Studio") -> None:
    window, desk = studio.window, studio.desk
    code, sidebar = window.code, window.sidebar
    code.edited.connect(lambda path, text: desk.edit_by_hand(code.version_id, {path: text}))
    # Connected first: what is typed in the code belongs to what is there before the wish is carried out.
    for wish in (window.composer.submitted, window.undo_requested):
        wish.connect(code.tell_edited)
    for wish in (sidebar.opened, sidebar.created, sidebar.deleted, sidebar.hit_opened):
        wish.connect(code.tell_edited)
    window.welcome.session_requested.connect(code.tell_edited)


def _conversation(studio: "Studio") -> None:
    desk, composer, transcript = studio.desk, studio.window.composer, studio.window.transcript
    composer.offered.connect(desk.open_offers)
    composer.submitted.connect(studio.submit)
    composer.stop_requested.connect(desk.stop)
    composer.typed.connect(studio.on_text_typed)
    composer.options_row.changed.connect(desk.wish_for)
    studio.store.changed.connect(lambda changed: changed.what in MADE and _follow_page(studio))
    transcript.code_requested.connect(studio.window.show_code_of)
    transcript.again_requested.connect(desk.ask_again)
    transcript.continue_requested.connect(desk.continue_answer)
    transcript.fork_requested.connect(desk.fork_from)
    transcript.rest_requested.connect(desk.go_to_rest)
    studio.window.rest_button.clicked.connect(lambda: desk.go_to_rest())
    transcript.sibling_chosen.connect(desk.go_to_sibling)
    transcript.edited.connect(desk.edit_and_ask)
    transcript.edited.connect(lambda *_: studio.window.composer.setFocus())  # the editor goes, with its keys


def _follow_page(studio: "Studio") -> None:
    """The choice says what the page is made of, and so the next one, until the person chooses otherwise."""
    shown, version, row = studio.store.shown, studio.store.version, studio.window.composer.options_row
    growing = shown if shown is not None and not shown.phase.ended else None
    if not studio.desk.has_new_stack:
        row.show_page(growing.record.stack if growing else version.revision.stack if version else None)
        studio.desk.options = row.options


def _intake(studio: "Studio") -> None:
    intake, composer, welcome = studio.intake, studio.window.composer, studio.window.welcome
    menu = composer.add_menu
    for widget in (composer, welcome):
        widget.open_requested.connect(intake.choose_files)
    for widget in (menu, welcome):
        widget.paste_requested.connect(studio.window.paste)
        widget.record_requested.connect(intake.record)
        widget.address_requested.connect(intake.ask_address)
    for area in AREAS:
        menu.show_reason(area, intake.capture.why_not(area))
    menu.show_reason("record_window", intake.capture.why_no_window())
    menu.capture_requested.connect(intake.take_screenshot)
    menu.record_window_requested.connect(intake.record_window)
    menu.sketch_requested.connect(intake.sketch)
    menu.code_requested.connect(intake.choose_code)
    menu.project_requested.connect(intake.choose_project)
    welcome.capture_requested.connect(lambda: intake.take_screenshot("region", 0))
    welcome.sample_requested.connect(studio.convert_sample)
    composer.mark_requested.connect(intake.mark)
    composer.part_requested.connect(intake.choose_part)
    intake.told.connect(lambda sentence, is_bad: studio.window.toasts.say(sentence, is_bad=is_bad))


def _sessions(studio: "Studio") -> None:
    desk, sidebar = studio.desk, studio.window.sidebar

    def export(id: str) -> None:
        title = next((head.title for head in studio.store.listed.heads if head.id == id), "")
        studio.output.ask_where(title, lambda path: desk.export_session(id, path))

    def bring_in() -> None:
        dialog = QFileDialog(
            studio.window, QCoreApplication.translate("Window", "Import a conversation"), "", "Zip (*.zip)"
        )
        dialog.fileSelected.connect(lambda name: desk.import_session(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_hit(hit: SearchHit) -> None:
        desk.open_place(FoundPlace(hit.session, hit.where, hit.exchange, hit.version, hit.path, hit.words))

    def on_store_changed(changed: Changed) -> None:
        if changed.what in (What.SESSIONS, What.SESSION):
            recent = [
                Recent(head.id, head.title, head.updated_at, studio.store.listed.thumbnails.get(head.picture or ""))
                for head in studio.store.listed.heads
                if head.id != studio.store.session.id
            ]
            studio.window.welcome.show_recent(tuple(recent[:MAX_RECENT]))
        elif changed.what is What.FOUND and studio.store.place:
            studio.window.show_found(studio.store.place)
            desk.keep_looked_at()

    sidebar.opened.connect(desk.open_session)
    sidebar.created.connect(desk.new_session)
    sidebar.created.connect(studio.window.composer.setFocus)  # what had the keys may go, and one begins to write
    sidebar.renamed.connect(desk.rename)
    sidebar.deleted.connect(desk.delete)
    sidebar.restored.connect(desk.restore)
    sidebar.exported.connect(export)
    sidebar.import_requested.connect(bring_in)
    sidebar.searched.connect(desk.search)
    sidebar.hit_opened.connect(open_hit)
    sidebar.bin_emptied.connect(desk.empty_bin)
    studio.window.welcome.session_requested.connect(desk.open_session)
    studio.store.changed.connect(on_store_changed)


def _panes(studio: "Studio") -> None:
    desk, window, store = studio.desk, studio.window, studio.store
    history = window.history

    def show_version(id: str) -> None:
        if version := store.current.versions.get(id):
            desk.show_version(version)

    def branch(id: str) -> None:
        if version := store.current.versions.get(id):
            desk.branch_from(version)
            window.composer.setFocus()

    def show_diff(left: str, right: str) -> None:
        versions = store.current.versions
        if left in versions and right in versions:
            desk.compare_code(versions[left], versions[right])

    def show_pictures(left: str, right: str) -> None:
        versions = store.current.versions
        if left in versions and right in versions:
            window.show_pane(Pane.COMPARE)
            window.compare.compare_versions(versions[left], versions[right])
            desk.draw_missing(versions[left], versions[right])

    def change(picked: Picked) -> None:
        window.composer.add_words(words_to_change(picked))
        window.composer.setFocus()

    def look_closer(_: object) -> None:
        if window.pane is Pane.COMPARE:
            desk.look_closer()

    history.show_requested.connect(show_version)
    history.branch_requested.connect(branch)
    history.code_diff_requested.connect(show_diff)
    history.picture_diff_requested.connect(show_pictures)
    window.code.pictures.looked_at.connect(desk.look_at_pictures)
    window.undo_requested.connect(desk.undo)
    window.redo_requested.connect(desk.redo)
    window.compare.refine_requested.connect(desk.refine)
    window.compare.stop_requested.connect(desk.stop)
    window.compare.view.element_requested.connect(lambda path, line: window.show_place(Place(path, line)))
    window.preview.fix_requested.connect(desk.fix)
    window.preview.fix_requested.connect(lambda *_: window.composer.setFocus())  # the card goes, with its keys
    window.preview.change_requested.connect(change)
    window.variants.chosen.connect(desk.show_variant)
    window.variants.cancelled.connect(desk.cancel_variant)
    window.pane_changed.connect(look_closer)
    store.changed.connect(lambda changed: look_closer(None) if changed.what in LOOKS else None)


def _output(studio: "Studio") -> None:
    window, output = studio.window, studio.output
    window.save_requested.connect(output.save)
    window.export_requested.connect(output.export)
    window.browser_requested.connect(output.open_in_browser)
    window.editor_requested.connect(output.open_in_editor)


def _tasks(studio: "Studio") -> None:
    store, bar = studio.store, studio.window.tasks

    def on_store_changed(changed: Changed) -> None:
        if changed.what is What.UNDER_WAY and (it := store.under_way):
            if it.words:
                bar.show_task(Task(it.id, it.words))
            else:
                bar.end_task(it.id)

    store.changed.connect(on_store_changed)


def _models(studio: "Studio") -> None:
    window, store = studio.window, studio.store
    composer = window.composer

    def on_store_changed(changed: Changed) -> None:
        if changed.what is What.ENGINE:
            composer.options_row.show_limits(limits_of(store.engine))
        if changed.what in (What.ENGINE, What.ENDED, What.SESSION):
            composer.meter.show_use(_use(studio))

    window.models_requested.connect(studio.models_panel.open)
    window.settings_requested.connect(studio.settings.open)
    window.status.start_requested.connect(studio.start_model)
    store.changed.connect(on_store_changed)


def _use(studio: "Studio") -> ContextUse | None:
    """Of the model's context, by the last request that was counted."""
    engine, exchanges = studio.store.engine, studio.store.exchanges
    limit = engine.context if engine.chats else 0  # without talk every picture begins anew
    counted = [each.answer for each in exchanges if each.answer.prompt_tokens]
    if not limit or not counted:
        return None
    return ContextUse(counted[-1].prompt_tokens, counted[-1].num_tokens, limit)
