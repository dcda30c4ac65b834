from __future__ import annotations

from decimal import Decimal

from builders import a_price, an_option

from llmselect.catalog.prices import OtherPrice
from llmselect.catalog.store import Store
from llmselect.estimate.option import Place
from llmselect.findings import LicenseVerdict
from llmselect.recommend.describe import describe_option
from llmselect.recommend.judged import JudgedModel, JudgedOption
from llmselect.rules.license.judge import LicenseJudgement

FINE = LicenseJudgement(LicenseVerdict.ALLOWED, ("mit",), (), (), ())


def test_both_price_lists_are_sources_where_they_disagree(store: Store) -> None:
    other = OtherPrice(Decimal(2), Decimal(9), "older-list", "2026-07-02")
    price = a_price(source="newest-list", also=(other,))
    place = Place("serverless", provider=store.provider("groq"), price=price)
    option = an_option(place=place, quant=None, engine=None, artifact=None, memory=None)
    judged = JudgedOption(option, JudgedModel(option.model, (), FINE, frozenset()), (), frozenset())
    sources = describe_option(1, judged, 0.5, {}).sources
    assert {"newest-list", "older-list"} <= set(sources)
