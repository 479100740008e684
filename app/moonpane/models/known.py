"""The models a person knows, as they stand in the settings: the embedded one, checkpoints, endpoints.

Keys do not stand there: `settings.endpoint_key` keeps them in the system's key store under the endpoint's address.
"""

import dataclasses
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from moonpane.client.endpoint import Switch, is_address, normalised_base_url
from moonpane.client.models import EMBEDDED, checkpoint_of
from moonpane.errors import InputError
from moonpane.models.kept_probe import kept_probe
from moonpane.models.presets import PLAIN, preset
from moonpane.models.probe import ProbeResult
from moonpane.sentences import phrase
from moonpane.settings import SettingsFile

SECTION = "models"
MAX_TEXT = 500  # characters of a name, a folder, an address, a model's id
MAX_MODELS = 200
DEFAULT_CONTEXT = 8192
MAX_CONTEXT = 1 << 24

ModelKind = Literal["embedded", "checkpoint", "endpoint"]


@dataclass(frozen=True)
class KnownModel:
    """One model. Raises InputError with the field that is out of bounds."""

    kind: ModelKind
    name: str
    id: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    folder: str = ""  # absolute, of a checkpoint
    address: str = ""  # base URL of an endpoint
    model: str = ""  # its id at the endpoint; empty for the first that is served
    preset: str = PLAIN
    switch: Switch = "any"  # how it is asked to answer without reasoning
    keyed: bool = False  # a key was kept for its address
    context: int = DEFAULT_CONTEXT  # tokens that its memory is estimated for
    probe: ProbeResult | None = None  # what this model at this address was found to do; another one was not asked

    def __post_init__(self) -> None:
        if self.kind not in get_args(ModelKind) or self.switch not in get_args(Switch):
            raise InputError(f"“{self.kind}”, “{self.switch}”: there is no such kind of model or switch.")
        for name in ("name", "id", "folder", "address", "model", "preset"):
            value = getattr(self, name)
            if not isinstance(value, str) or len(value) > MAX_TEXT or not value.isprintable():
                raise InputError(f"The {name} of a model has to be one line of at most {MAX_TEXT} characters.")
        if not self.name.strip() or not self.id:
            raise InputError("A model needs a name.")
        if type(self.context) is not int or not 1 <= self.context <= MAX_CONTEXT or type(self.keyed) is not bool:
            raise InputError(f"The context of {self.name} has to be between 1 and {MAX_CONTEXT:,} tokens.")
        if self.kind == "checkpoint" and not Path(self.folder).is_absolute():
            raise InputError(f"The checkpoint of {self.name} has to be an absolute folder, not “{self.folder}”.")
        if self.kind == "endpoint":
            object.__setattr__(self, "address", normalised_base_url(self.address))
        if self.probe and (self.probe.endpoint, self.probe.model) != (self.address, self.model):
            object.__setattr__(self, "probe", None)

    @property
    def choice(self) -> str:
        """What `--model` would have to say to mean it."""
        if self.kind == "endpoint":
            return f"{self.address}#{self.model}" if self.model else self.address
        return self.folder if self.kind == "checkpoint" else EMBEDDED

    def is_named(self, named: str) -> bool:
        """Whether the key of the environment is meant for it: `named` is the address on the command line, "" for none.

        It is said for this run, so it goes before one that is kept, as with every other command.
        """
        return bool(named) and self.address == named


EMBEDDED_MODEL = KnownModel("embedded", phrase("Embedded model"), id=EMBEDDED, context=4096)


def from_preset(key: str) -> KnownModel:
    """A new endpoint as its preset has it, to be edited."""
    chosen = preset(key)
    return KnownModel(
        "endpoint", chosen.name, address=chosen.address, model=chosen.model, preset=chosen.key, switch=chosen.switch
    )


def from_folder(folder: Path) -> KnownModel:
    """A checkpoint folder, called after itself. Raises InputError."""
    folder = folder.absolute()
    return KnownModel("checkpoint", (folder.name or str(folder))[:MAX_TEXT], folder=str(folder))


def known_as(choice: str) -> KnownModel:
    """What `--model` means, as a model that is not kept. Raises InputError, UnknownModel."""
    if is_address(choice):
        address, _, model = choice.partition("#")
        return KnownModel("endpoint", model or address, address=address, model=model)
    return from_folder(checkpoint_of(choice))


class Catalogue:
    """The known models in their order, the embedded one first, and which is used; every change is kept at once.

    `notices`: one sentence for each entry that could not be read; it stays in the file. Changes raise SettingsError
    and then leave everything as it was.
    """

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self.notices: list[str] = []
        self._foreign: list[Any] = []
        kept = file.section(SECTION)
        kept = kept if isinstance(kept, dict) else {}
        entries, chosen = kept.get("known"), kept.get("chosen")
        read = self._read(entries if isinstance(entries, list) else [])
        self.models: tuple[KnownModel, ...] = (EMBEDDED_MODEL, *read)
        self.chosen: str = next((each.id for each in self.models if each.id == chosen), EMBEDDED)

    def model(self, id: str) -> KnownModel:
        """Raises KeyError."""
        return {each.id: each for each in self.models}[id]

    def put(self, model: KnownModel) -> None:
        """Adds a model, or puts a changed one in its place. Raises InputError when there are too many."""
        known = [each.id for each in self.models]
        if model.id in known:
            models = tuple(model if each.id == model.id else each for each in self.models)
        elif len(known) > MAX_MODELS:
            raise InputError(f"More than {MAX_MODELS} models cannot be kept; remove one first.")
        else:
            models = (*self.models, model)
        self._keep(models, self.chosen)

    def remove(self, id: str) -> None:
        """Forgets a model; the embedded one stays, and takes the place of one that was used."""
        models = tuple(each for each in self.models if each.id != id or each.kind == "embedded")
        self._keep(models, self.chosen if self.chosen in {each.id for each in models} else EMBEDDED)

    def choose(self, id: str) -> None:
        """Raises KeyError."""
        self._keep(self.models, self.model(id).id)

    def _keep(self, models: tuple[KnownModel, ...], chosen: str) -> None:
        entries = [dataclasses.asdict(each) for each in models if each.kind != "embedded"]
        self._file.put(SECTION, {"chosen": chosen, "known": entries + self._foreign})
        self.models, self.chosen = models, chosen

    def _read(self, entries: list[Any]) -> list[KnownModel]:
        found: dict[str, KnownModel] = {}
        fields = {field.name for field in dataclasses.fields(KnownModel)}
        for entry in entries[:MAX_MODELS]:
            try:
                if not isinstance(entry, dict):
                    raise InputError("It is no object.")
                said = {name: value for name, value in entry.items() if name in fields and name != "probe"}
                model = KnownModel(**said, probe=kept_probe(entry.get("probe")))
                if model.kind == "embedded" or model.id in found:
                    raise InputError("It is there twice.")
                found[model.id] = model
            except (InputError, TypeError) as error:
                self._foreign.append(entry)
                self.notices.append(f"A model in the settings cannot be read and is left out: {error}")
        return list(found.values())
