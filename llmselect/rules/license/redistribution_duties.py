"""What goes along with the weights: the text, notices, credits, the mark of changes."""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding
from llmselect.rules.declaration import Rule
from llmselect.rules.license.duties import owed
from llmselect.rules.license.situation import Situation

RULE = Rule("redistribution_duties", judges="license")
_KINDS = (
    "copy_of_license",
    "notice_file",
    "keep_notices",
    "state_changes",
    "attribution",
    "share_alike",
)


def redistribution_duties(license: License, situation: Situation) -> list[Finding]:
    return owed(RULE, license, situation, _KINDS)
