"""How a derivative, or a model trained on outputs, has to be called."""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding
from llmselect.rules.declaration import Rule
from llmselect.rules.license.duties import owed
from llmselect.rules.license.situation import Situation

RULE = Rule("naming_duties", judges="license")
_KINDS = ("name_prefix",)


def naming_duties(license: License, situation: Situation) -> list[Finding]:
    return owed(RULE, license, situation, _KINDS)
