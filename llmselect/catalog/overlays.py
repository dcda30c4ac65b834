"""What an overlay replaces: the entries of every kind of file, and how one is taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from typing import Any

from pydantic import BaseModel

from llmselect.catalog.schema.boards import BoardFile, BoardScoresFile
from llmselect.catalog.schema.figures import BenchmarkFile, PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import (
    DevelopersFile,
    EngineFile,
    QuantizationFile,
    SourceFile,
    VocabularyFile,
)
from llmselect.catalog.schema.region import RegionFile
from llmselect.catalog.yaml_loader import YamlPath

Entry = tuple[str, str]  # kind and id, such as ("gpu", "rtx4070")
# A list of the file: what its items are called, where it stands, and the id of an item.
_Part = tuple[str, str, Callable[[Any, Any], str]]


def _own_id(_file: Any, item: Any) -> str:
    return str(item.id)


def _key(_file: Any, key: str) -> str:
    return key


_PARTS: dict[type[BaseModel], tuple[_Part, ...]] = {
    ModelFile: (("model", "models", _own_id), ("ancestor", "ancestors", _own_id)),
    AcceleratorFile: (("gpu", "accelerators", _own_id),),
    # Every price of a model at a provider gives way to one's own, whatever its date.
    PriceFile: (("price", "prices", lambda file, item: f"{file.provider} {item.model}"),),
    RateFile: (("rate", "rates", _own_id),),
    BenchmarkFile: (
        ("board", "boards", _own_id),
        ("score", "scores", lambda file, key: f"{file.subject} {key}"),
    ),
    BoardFile: (("board", "boards", _own_id),),
    DevelopersFile: (("developer", "developers", _key),),
    SourceFile: (("source", "sources", _key),),
    QuantizationFile: (("quant", "quantizations", _key),),
    VocabularyFile: (
        ("country", "countries", _key),
        ("language", "languages", _key),
        ("task", "tasks", _key),
    ),
    RegionFile: (("region", "regions", _key),),
}
# Files that are one entry as a whole.
_WHOLE: dict[type[BaseModel], str] = {
    LicenseFile: "license",
    ProviderFile: "provider",
    PresetFile: "preset",
    CloudFile: "cloud",
    EngineFile: "engine",
    BoardScoresFile: "board-scores",
}


def entries_of(record: BaseModel) -> Iterator[Entry]:
    """Everything that a file defines, in its own order."""
    for kind, id, _ in places_of(record):
        yield kind, id


def places_of(record: BaseModel) -> Iterator[tuple[str, str, YamlPath]]:
    """As ``entries_of``, with the place of each in its file."""
    if kind := _WHOLE.get(type(record)):
        yield kind, _whole_id(record), ()
    for kind, field, id_of in _PARTS.get(type(record), ()):
        items = getattr(record, field)
        for position, item in enumerate(items):
            path = (field, item if isinstance(items, dict) else position)
            yield kind, id_of(record, item), path


def without(record: BaseModel, hidden: Set[Entry]) -> BaseModel | None:
    """``record`` without what is hidden; None where the file is one entry and that is."""
    if kind := _WHOLE.get(type(record)):
        return None if (kind, _whole_id(record)) in hidden else record
    left: dict[str, Any] = {}
    for kind, field, id_of in _PARTS.get(type(record), ()):
        items = getattr(record, field)
        kept = [item for item in items if (kind, id_of(record, item)) not in hidden]
        if len(kept) < len(items):
            left[field] = {key: items[key] for key in kept} if isinstance(items, dict) else kept
    return record.model_copy(update=left) if left else record


def _whole_id(record: BaseModel) -> str:
    holder: Any = getattr(record, "engine", record)
    return str(holder.id)
