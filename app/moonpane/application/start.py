"""The start of the studio, as a ceremony: what has to be settled before the first widget, in its order."""

import contextlib
import os
import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from moonpane.application.place import keep_place, restore_place
from moonpane.application.studio import Studio
from moonpane.archive.places import default_folder
from moonpane.client.models import EMBEDDED
from moonpane.instance import Handover, Instance, enter
from moonpane.models.known import Catalogue, KnownModel, known_as
from moonpane.preferences import read_preferences
from moonpane.preview import flags
from moonpane.settings import SettingsFile
from moonpane.ui.appearance import dress
from moonpane.ui.theme import theme
from moonpane_resources.paths import fonts_conf, fonts_dir


def run_studio(picture: Path | None = None, *, model: str | None = None) -> int:
    """Open the window, with a picture that is converted at once if one is given; returns the exit code.

    `model`: `embedded`, the folder of a checkpoint, or the address of an endpoint; None for the one used last.
    Where a studio runs already, it gets the picture and comes to the front; raises NotAnswering where it does not.
    """
    try:
        instance = enter(default_folder(), Handover(picture))
    except OSError:
        return _run(None, picture, model)  # the folder cannot be written; the archive says so in the window
    if instance is None:
        return 0
    try:
        return _run(instance, picture, model)
    finally:
        instance.close()


def _run(instance: Instance | None, picture: Path | None, model: str | None) -> int:
    # Chromium reads its flags once, and schemes can only be registered before the application exists.
    sandbox = flags.prepare()
    with contextlib.suppress(FileNotFoundError):  # not set up: the renderer draws with this machine's fonts, too
        # A page is shown in the fonts in which it is measured; fontconfig asks for them once.
        os.environ.setdefault("FONTCONFIG_FILE", str(fonts_conf()))
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Moonpane")
    application.setDesktopFileName("moonpane")
    # Python's own handler waits for the interpreter, which an idle Qt loop never enters; children end with our pipes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = SettingsFile()
    theme.follow_desktop(application, fonts=fonts_dir())
    dress(application, read_preferences(settings)[0])
    chosen = _chosen(settings, model)
    studio = Studio(
        settings=settings,
        model=chosen,
        named="" if model is None else chosen.address,
        sandbox_notice="" if sandbox.active else sandbox.sentence,
    )
    studio.start(reopen=picture is None)
    if picture is not None:
        studio.convert_file(picture)
    restore_place(studio.window, settings)
    studio.window.show()
    if instance is not None:
        studio.serve(instance)
    code = application.exec()
    keep_place(studio.window, settings)
    studio.shut_down()
    return code


def _chosen(settings: SettingsFile, model: str | None) -> KnownModel:
    """The model that was named, or the one that was used last."""
    catalogue = Catalogue(settings)
    if model is None:
        return catalogue.model(catalogue.chosen)
    named = next((each for each in catalogue.models if each.choice == model), None)
    return named or (catalogue.model(EMBEDDED) if model == EMBEDDED else known_as(model))
