"""Hugging Face transformers: weights, a cache without padding, little else at generation.

Measured on the pages of Qwen3 (transformers 4.51, flash attention 2): memory grows by the cache
alone. Versions before 4.45 kept the logits of the whole prompt, see docs/methods/memory.md.
"""

from __future__ import annotations

from llmselect.estimate.memory.kv_cache import cache_bytes
from llmselect.estimate.memory.llama_cpp import CONTEXT_BYTES, Parts
from llmselect.estimate.memory.profile import Profile
from llmselect.estimate.memory.setup import Setup

_16_BIT = 2


def parts(profile: Profile, setup: Setup) -> Parts:
    """Bytes over all devices, layers split as ``device_map`` does."""
    a, shape = profile.architecture, profile.cache
    rows = (*shape.full, *shape.sliding)  # the default cache keeps every layer's whole length
    kv = cache_bytes(rows, setup.context, setup.kv_type)
    logits = a.vocab_size * (4 + _16_BIT) * setup.parallel
    hidden = 8 * a.hidden_size * _16_BIT * setup.parallel
    width = 3 * (a.intermediate_size or 0) + 4 * a.hidden_size
    gpus = setup.devices
    return Parts(
        kv_cache=kv * setup.parallel,
        state=profile.state_bytes * setup.parallel,
        compute=logits + hidden,
        overhead=CONTEXT_BYTES * gpus,
        # 4.46 kept a whole prompt's feed-forward stage alive.
        at_worst=setup.context * width * _16_BIT * setup.parallel,
    )
