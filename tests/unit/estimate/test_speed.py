from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import MOE, a_gpu, a_model, an_architecture

from llmselect.catalog.entries import Parameters
from llmselect.estimate.speed import Reads, estimate_speed, reads_per_token
from llmselect.report import Speed

FOUR_BIT = Reads(weight_bytes=5e9, kv_bytes=1e9, bits=4.8)


def speed(gpu: dict[str, Any] | None = None, engine: str = "llama.cpp", **reads: Any) -> Speed:
    found = estimate_speed(a_model(), a_gpu(**gpu or {}), replace(FOUR_BIT, **reads), engine)
    assert found is not None
    return found


def test_the_law_by_hand() -> None:
    # 5 GB at 500 GB/s x 0.787, and 1.39 ms.
    found = speed()
    assert found.tok_s == pytest.approx(1 / (5 / (500 * 0.787) + 0.00139), abs=0.06)
    assert found.basis == "bandwidth_law"


def test_the_low_end_is_for_a_full_context() -> None:
    assert speed(kv_bytes=4e9).low < speed(kv_bytes=0).low
    assert speed(kv_bytes=4e9).tok_s == speed(kv_bytes=0).tok_s
    assert speed().low < speed().tok_s < speed().high


@pytest.mark.parametrize(
    ("faster", "slower"),
    [
        (speed({"memory_bandwidth_gbs": 1000.0}), speed()),
        (speed(), speed(weight_bytes=10e9)),
        (speed({"backend": "cuda"}), speed({"backend": "metal"})),
        (speed(bits=8.5), speed(bits=4.8)),  # of as many bytes
        (speed(bits=4.8), speed(bits=2.6)),
        (speed(fp4=True), speed()),
        (speed(), speed({"memory_type": "HBM3"})),
    ],
)
def test_what_makes_it_faster(faster: Speed, slower: Speed) -> None:
    assert faster.tok_s > slower.tok_s


def test_a_mixture_of_experts_uses_bandwidth_worse() -> None:
    moe = a_model(architecture=an_architecture(moe=MOE))
    found = estimate_speed(moe, a_gpu(), FOUR_BIT, "llama.cpp")
    assert found is not None
    assert found.tok_s < speed().tok_s


@pytest.mark.parametrize(
    ("gpu", "engine"),
    [({"backend": "xpu"}, "llama.cpp"), ({"backend": None}, "llama.cpp"), ({}, "vllm"),
     ({"architecture": "Pascal"}, "llama.cpp")],
)  # fmt: skip
def test_where_little_was_measured_the_range_is_wider_and_says_so(
    gpu: dict[str, Any], engine: str
) -> None:
    unsure = speed(gpu, engine)
    assert unsure.basis == "bandwidth_law_unsure"
    assert unsure.high / unsure.low > speed().high / speed().low


def test_without_a_bandwidth_there_is_no_figure() -> None:
    gpu = a_gpu(memory_bandwidth_gbs=None)
    assert estimate_speed(a_model(), gpu, FOUR_BIT, "llama.cpp") is None


def test_a_token_reads_the_active_share_of_the_file() -> None:
    model = a_model(parameters=Parameters(total=30 * 10**9, active=3 * 10**9))
    reads = reads_per_token(model, 15 * 10**9, None)
    assert reads is not None
    assert (reads.bits, reads.weight_bytes, reads.kv_bytes) == (4.0, 1.5e9, 0)


def test_the_counted_reads_win_over_the_active_share() -> None:
    parameters = Parameters(total=8 * 10**9, active=8 * 10**9, read_per_token=7 * 10**9)
    reads = reads_per_token(a_model(parameters=parameters), 8 * 10**9, 5)
    assert reads is not None
    assert (reads.weight_bytes, reads.kv_bytes) == (7e9, 5)


def test_without_a_parameter_count_nothing_is_said_of_reads() -> None:
    assert reads_per_token(a_model(parameters=Parameters(None, None)), 10**9, 0) is None
