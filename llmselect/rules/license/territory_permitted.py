"""Is the licence granted where the user sits, or where the model is used?"""

from __future__ import annotations

from typing import Any

from llmselect.catalog.terms import License, Territory
from llmselect.findings import Finding, LicenseVerdict, Question, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, provided, question
from llmselect.rules.license.situation import Situation

RULE = Rule("territory_permitted", judges="license")


def territory_permitted(license: License, situation: Situation) -> list[Finding]:
    return [_judge(license, territory, situation) for territory in license.territory or ()]


def _judge(license: License, territory: Territory, situation: Situation) -> Finding:
    params: dict[str, Any] = {
        "license": license.name,
        "excluded": territory.excluded,
        "clause": territory.clause,
    }
    multimodal = situation.is_multimodal
    if territory.models == "multimodal" and multimodal is False:
        text = message("territory.text_only", **params)
        return answer(RULE, license, LicenseVerdict.ALLOWED, text, clause=territory.clause)
    organization = situation.organization
    seat = organization.country
    places = frozenset((seat,) if seat else ())
    if territory.basis == "place_of_use":
        places |= organization.users_in or frozenset()
    hit = sorted(place for place in places if _inside(place, territory, situation))
    params |= {
        "places": tuple(hit or sorted(places)),
        "basis": message(f"license.basis.{territory.basis}"),
    }
    if hit and multimodal is None and territory.models == "multimodal":
        text = message("territory.modality_unknown", **params)
        return answer(RULE, license, LicenseVerdict.UNKNOWN, text, clause=territory.clause)
    asks: tuple[Question, ...] = ()
    if hit:
        verdict, slug = LicenseVerdict.PROHIBITED, "fail"
    elif not places:
        verdict, slug = LicenseVerdict.UNKNOWN, "unknown"
        asks = (question("country" if territory.basis == "seat" else "users_in"),)
    elif territory.basis == "place_of_use" and not organization.users_in:
        text = message("territory.assumed", **params)
        return provided(RULE, license, text, territory.clause, question("users_in"))
    else:
        verdict, slug = LicenseVerdict.ALLOWED, "pass"
    return answer(
        RULE,
        license,
        verdict,
        message(f"territory.{slug}", **params),
        clause=territory.clause,
        expected="not " + ",".join(territory.excluded),
        actual=",".join(sorted(places)) or "unknown",
        questions=asks,
    )


def _inside(place: str, territory: Territory, situation: Situation) -> bool:
    """Whether a country, or a region that users were said to be in, touches an excluded one."""
    members = situation.regions.get(place, frozenset((place,)))
    return any(
        place == area or members & situation.regions.get(area, frozenset((area,)))
        for area in territory.excluded
    )
