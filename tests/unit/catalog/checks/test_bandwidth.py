"""No memory is faster than its technology."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, problems
from small_catalog import GPUS, plant, write_root

from llmselect.catalog.checks.bandwidth import peak_gbs

STATED = "memory_bandwidth_gbs: 504"


@pytest.mark.parametrize(
    ("memory", "gib", "gbs"),
    [
        ("GDDR6X", 24, 1008),  # RTX 4090
        ("GDDR7", 32, 1792),  # RTX 5090
        ("HBM2e", 80, 2039),  # A100
        ("HBM3", 80, 3350),  # H100
        ("HBM3e", 141, 4800),  # H200
        ("unified LPDDR", 512, 819),  # M3 Ultra
        ("LPDDR5X-8000 256-bit", 128, 256),  # Strix Halo
    ],
)
def test_what_is_sold_stays_below_the_peak(tmp_path: Path, memory: str, gib: int, gbs: int) -> None:
    root = write_root(tmp_path)
    plant(root, GPUS, "memory_type: GDDR6X", f"memory_type: {memory}")
    plant(root, GPUS, "memory_gib: 12", f"memory_gib: {gib}")
    plant(root, GPUS, STATED, f"memory_bandwidth_gbs: {gbs}")
    assert found(root) == set()
    peak = peak_gbs(memory, float(gib))
    assert peak is not None
    assert gbs <= peak * 1.01 < gbs * 2.5  # a bound that no one reaches would find nothing


@pytest.mark.parametrize(
    ("memory", "gbs"),
    [
        ("GDDR6X", 5042),  # a slipped point
        ("GDDR6X", 1200),
        ("GDDR6", 1008),  # another card's
        ("GDDR5", 504),
        ("LPDDR5X-8000 256-bit", 504),
        ("HBM3", 3350),  # one stack
        ("DDR5", 900),
    ],
)
def test_more_than_the_technology_gives_is_a_fault(tmp_path: Path, memory: str, gbs: int) -> None:
    root = write_root(tmp_path)
    plant(root, GPUS, "memory_type: GDDR6X", f"memory_type: {memory}")
    line = plant(root, GPUS, STATED, f"memory_bandwidth_gbs: {gbs}")
    if memory in ("GDDR5",):
        plant(root, GPUS, "memory_gib: 12", "memory_gib: 3")
    assert found(root) == {(GPUS, line, "bandwidth_too_high")}


def test_a_memory_that_nobody_heard_of_is_a_warning(tmp_path: Path) -> None:
    line = plant(write_root(tmp_path), GPUS, "memory_type: GDDR6X", "memory_type: GDR6X")
    [problem] = problems(tmp_path)
    assert (problem.line, problem.slug, problem.severity) == (line, "memory_not_known", "warning")
    assert "GDDR6X" in problem.params["near"]


def test_unknown_is_not_judged(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    plant(root, GPUS, STATED, "memory_bandwidth_gbs: 99999")
    plant(root, GPUS, "memory_type: GDDR6X", "memory_type: unknown")
    assert found(root) == set()
