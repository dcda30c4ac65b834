"""No memory is faster than its technology: data rate a pin x pins, of the widest product."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from llmselect.catalog.checks.problems import Check
from llmselect.catalog.load import Files
from llmselect.catalog.schema.hardware import AcceleratorFile
from llmselect.catalog.yaml_loader import Problem


class Technology(NamedTuple):
    """The fastest of a kind: the standard's top rate, or that of parts sold beyond it."""

    gbit_s: float  # a pin
    bits: int  # of one device or stack
    smallest_gib: float  # device or stack that accelerators carry: more of them make a wider bus
    widest_bits: int  # bus of any product


_DDR5 = Technology(8.8, 64, 2, 12 * 64)  # JESD79-5C; twelve channels of a server
_TECHNOLOGIES = {
    "DDR4": Technology(3.2, 64, 2, 8 * 64),  # JESD79-4
    "DDR5": _DDR5,
    "LPDDR4X": Technology(4.266, 32, 1, 256),  # JESD209-4
    "LPDDR5": Technology(6.4, 32, 1, 1024),  # JESD209-5
    "LPDDR5X": Technology(10.667, 32, 1, 1024),  # JESD209-5; parts above its 8.533
    "GDDR5": Technology(9, 32, 0.25, 512),  # JESD212; parts above its 8
    "GDDR5X": Technology(14, 32, 1, 384),  # JESD232
    "GDDR6": Technology(20, 32, 1, 384),  # JESD250; parts above its 16
    "GDDR6X": Technology(24, 32, 1, 384),  # no standard: Micron's fastest part
    "GDDR7": Technology(48, 32, 2, 512),  # JESD239: 192 GB/s a device
    "HBM2": Technology(2.4, 1024, 4, 6 * 1024),  # JESD235C: 307 GB/s a stack
    "HBM2E": Technology(3.6, 1024, 8, 8 * 1024),  # JESD235D; parts above its 3.2
    "HBM3": Technology(6.4, 1024, 16, 8 * 1024),  # JESD238: 819 GB/s a stack
    "HBM3E": Technology(9.8, 1024, 24, 8 * 1024),  # parts above JESD238
    "HBM4": Technology(11, 2048, 36, 12 * 2048),  # JESD270-4; parts above its 8
}
_OTHER_WORDS = {"UNIFIED LPDDR": "LPDDR5X", "SYSTEM MEMORY": "DDR5"}  # the fastest it may be
# "LPDDR5X-8000 256-bit" says rate and width itself.
_EXACT = re.compile(r"^(?P<name>[A-Z0-9]+)-(?P<mt_s>\d+)\s+(?P<bits>\d+)-BIT$")
_ROUNDING = 1.01


def _bandwidths(files: Files) -> Iterator[Problem]:
    for document, file in files.of(AcceleratorFile):
        for i, gpu in enumerate(file.accelerators):
            if gpu.memory_type == "unknown" or gpu.memory_bandwidth_gbs == "unknown":
                continue
            line = document.line_of(("accelerators", i, "memory_bandwidth_gbs"))
            limit = peak_gbs(gpu.memory_type, gpu.memory_gib)
            params: dict[str, object] = {"id": gpu.id, "memory": gpu.memory_type}
            if limit is None:
                near = difflib.get_close_matches(gpu.memory_type.upper(), _TECHNOLOGIES, n=3)
                params["near"] = tuple(near)
                line = document.line_of(("accelerators", i, "memory_type"))
                yield Problem(document.file, line, "memory_not_known", params, severity="warning")
            elif gpu.memory_bandwidth_gbs > limit * _ROUNDING:
                params |= {"stated": f"{gpu.memory_bandwidth_gbs:g}", "limit": f"{limit:.0f}"}
                yield Problem(document.file, line, "bandwidth_too_high", params)


def peak_gbs(memory_type: str, memory_gib: float | str) -> float | None:
    """GB/s (10^9) that ``memory_gib`` of this memory can give at most; None for unheard of."""
    words = memory_type.upper()
    if exact := _EXACT.match(words):
        return int(exact["mt_s"]) * int(exact["bits"]) / 8 / 1000
    technology = _TECHNOLOGIES.get(_OTHER_WORDS.get(words, words))
    if technology is None:
        return None
    bits = technology.widest_bits
    if isinstance(memory_gib, float):
        devices = math.ceil(memory_gib / technology.smallest_gib)
        bits = min(bits, devices * technology.bits)
    return technology.gbit_s * bits / 8


CHECKS: tuple[Check, ...] = (_bandwidths,)
