"""A file or folder on this machine as a model of the catalogue's kind."""

from __future__ import annotations

from llmselect.catalog.entries import Architecture, Model, Parameters, PublishedFile
from llmselect.records import dataclass

SOURCE = "local"  # stands for the file itself where an entry would name a source


@dataclass(frozen=True, slots=True)
class LocalModel:
    """What the file says. ``quant``: None where several are possible (no weights were read).

    ``missing_bytes``: how much of the data is not there, for a file that was cut off.
    """

    model: Model
    quant: str | None
    missing_bytes: int = 0


def local_model(
    name: str,
    architecture: Architecture | None,
    parameters: int | None,
    context: int | None,
    native_quant: str | None,
    files: tuple[PublishedFile, ...],
) -> Model:
    """Nothing is known of it but what the file says."""
    return Model(
        id=name, name=name, aliases=(), developer="", developer_name="", developer_country=None,
        family="", status="released", weights="open", kind="", released=None, base_models=(),
        components=None, teachers=None, lineage=(), lineage_known=False, license=None,
        license_chain=(), parameters=Parameters(parameters, None, text=parameters),
        architecture=architecture, context_trained=context, context_advertised=None,
        modalities=(), languages=None, tasks=(), reasoning=None, tool_use=None,
        native_quant=native_quant, files=files, artifacts=(), evidence=(), unknown=(),
    )  # fmt: skip
