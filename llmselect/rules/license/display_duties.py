"""What has to be shown or said to users: display texts, statements, labels."""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding
from llmselect.rules.declaration import Rule
from llmselect.rules.license.duties import owed
from llmselect.rules.license.situation import Situation

RULE = Rule("display_duties", judges="license")
_KINDS = ("display", "statement", "machine_generated_label", "inform_users")


def display_duties(license: License, situation: Situation) -> list[Finding]:
    return owed(RULE, license, situation, _KINDS)
