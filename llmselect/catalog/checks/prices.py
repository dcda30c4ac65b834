"""Nothing is free by mistake: a price of zero is a price that nobody stated."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.checks.problems import Check
from llmselect.catalog.load import Files
from llmselect.catalog.schema.figures import PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath


def _zero_prices(files: Files) -> Iterator[Problem]:
    for document, path, value in _prices(files):
        if value == 0:
            params = {"key": str(path[-1])}
            yield Problem(document.file, document.line_of(path), "zero_price", params)


def _prices(files: Files) -> Iterator[tuple[Document, YamlPath, object]]:
    for document, prices in files.of(PriceFile):
        for i, price in enumerate(prices.prices):
            yield document, ("prices", i, "input"), price.input
            yield document, ("prices", i, "output"), price.output
            yield document, ("prices", i, "cached_input"), price.cached_input
    for document, cloud in files.of(CloudFile):
        for i, offer in enumerate(cloud.offers):
            yield document, ("offers", i, "price_per_gpu_hour"), offer.price_per_gpu_hour
    for document, rates in files.of(RateFile):
        for i, rate in enumerate(rates.rates):
            yield document, ("rates", i, "value"), rate.value
    for document, gpus in files.of(AcceleratorFile):
        for i, gpu in enumerate(gpus.accelerators):
            yield document, ("accelerators", i, "launch_price_usd"), gpu.launch_price_usd


CHECKS: tuple[Check, ...] = (_zero_prices,)
