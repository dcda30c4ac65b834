"""The use policy: keep it, pass it on, watch it for changes."""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding
from llmselect.rules.declaration import Rule
from llmselect.rules.license.duties import owed
from llmselect.rules.license.situation import Situation

RULE = Rule("use_policy_duties", judges="license")
_KINDS = ("follow_use_policy", "flow_down_use_policy", "monitor_policy_updates")


def use_policy_duties(license: License, situation: Situation) -> list[Finding]:
    return owed(RULE, license, situation, _KINDS)
