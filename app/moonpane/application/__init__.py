"""The studio's composition root: the one place where runtime, archive, engine, pixel worker, store and window meet."""

from moonpane.application.start import run_studio
from moonpane.application.studio import Studio, source_of

__all__ = ["Studio", "run_studio", "source_of"]
