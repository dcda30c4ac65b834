"""Does the model speak the languages that were asked for?

Publishers' language tags are often incomplete (many multilingual models name only English),
so a missing tag is not a no: a measured figure in the language counts as evidence too, and
without either the answer is unknown.
"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Outcome, message
from llmselect.report import Quality
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("language_supported", judges="model")
_USELESS_BELOW = 20.0  # the anchor of the scale's low end: hardly speaks the language


def language_supported(model: Model, request: Request, quality: Quality) -> Finding:
    if not request.languages:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("language_supported.not_asked"))
    for code in request.languages:
        language = message("language", code=code)
        measured = quality.score if quality.lang == code else None
        if measured is not None and measured < _USELESS_BELOW:
            text = message("language_supported.fail", language=language, score=measured)
            return Finding(RULE.id, Outcome.FAIL, text, f">= {_USELESS_BELOW}", measured)
        if code not in (model.languages or ()) and measured is None:
            text = message("language_supported.unknown", model=model.name, language=language)
            return Finding(RULE.id, Outcome.UNKNOWN, text, code, "unknown")
    languages = tuple(message("language", code=code) for code in request.languages)
    text = message("language_supported.pass", languages=languages)
    return Finding(RULE.id, Outcome.PASS, text, ",".join(request.languages))
