"""May the model's outputs be used to make or improve another model?"""

from __future__ import annotations

from typing import Any

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, question
from llmselect.rules.license.situation import Situation

RULE = Rule("output_training_permitted", judges="license")


def output_training_permitted(license: License, situation: Situation) -> list[Finding]:
    if "train-on-outputs" not in (situation.organization.uses or ()):
        return []
    outputs = license.outputs
    params = {"license": license.name, "scope": message(f"outputs.scope.{outputs.scope}")}
    text = message(f"outputs.{outputs.may_train}", **params)
    shown: dict[str, Any] = {"clause": outputs.clause, "actual": "train-on-outputs"}
    if outputs.may_train == "prohibited":
        return [answer(RULE, license, LicenseVerdict.PROHIBITED, text, **shown)]
    if outputs.may_train == "unknown":
        asks = (question("text"),)
        return [answer(RULE, license, LicenseVerdict.UNKNOWN, text, questions=asks, **shown)]
    if outputs.may_train == "conditional" or outputs.trained_model_is_derivative:
        duty = obligation(
            license, "treat_trained_model_as_bound", outputs.clause, note=outputs.note or ""
        )
        verdict = LicenseVerdict.ALLOWED_WITH_OBLIGATIONS
        return [answer(RULE, license, verdict, text, obligations=(duty,), **shown)]
    return [answer(RULE, license, LicenseVerdict.ALLOWED, text, **shown)]
