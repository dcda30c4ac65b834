"""Prints what memory estimates cost: ``python tests/memory_benchmark.py``.

600 models x 6 quantisations x 3 contexts in one process, from a cold start; the ratio is to
summing as many numbers as there are estimates times a thousand, so that machines compare.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from llmselect.catalog.opening import open_catalog
from llmselect.estimate.memory import Setup, estimate_memory

_MODELS = 600
_QUANTS = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K")
_CONTEXTS = (4096, 32768, 131072)


def cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    models = [model for model in open_catalog().models() if model.architecture][:_MODELS]
    setups = [Setup(quant=quant, context=context) for quant in _QUANTS for context in _CONTEXTS]

    def estimates() -> None:
        for model in models:
            for setup in setups:
                estimate_memory(model, setup)

    count = len(models) * len(setups)
    cold, warm = cpu_seconds(estimates), cpu_seconds(estimates)
    unit = cpu_seconds(lambda: sum(range(count * 1000)))
    sys.stdout.write(
        f"{len(models)} models, {count} estimates: cold {cold:.2f} s, warm {warm:.2f} s; "
        f"ratio to the sum {cold / unit:.1f} and {warm / unit:.1f}\n"
    )


if __name__ == "__main__":
    main()
