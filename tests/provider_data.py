"""The shipped providers and presets, read from their YAML."""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider, provider_from_doc
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.yaml_loader import load
from llmselect.paths import data_root

POLICIES = data_root() / "policies"


def read_providers() -> dict[str, Provider]:
    found = {}
    for path in sorted((POLICIES / "providers").glob("*.yaml")):
        record = ProviderFile.model_validate(load(path).data)
        found[record.id] = provider_from_doc(record.model_dump(mode="json"))
    return found


def read_presets() -> list[PresetFile]:
    paths = sorted((POLICIES / "presets").glob("*.yaml"))
    return [PresetFile.model_validate(load(path).data) for path in paths]


PROVIDERS = read_providers()
PRESETS = read_presets()
