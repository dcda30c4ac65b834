"""MLX (mlx-lm): weights, a 16-bit cache that grows in steps, and the prefill's chunk."""

from __future__ import annotations

from llmselect.estimate.memory.kv_cache import cache_bytes
from llmselect.estimate.memory.llama_cpp import Parts
from llmselect.estimate.memory.profile import Profile
from llmselect.estimate.memory.setup import Setup
from llmselect.units import MIB

_STEP = 256  # cells: mlx_lm/models/cache.py
_PREFILL_CHUNK = 2048  # prefill_step_size of mlx_lm.generate
_FUSED_HEAD = 128  # wider heads make MLX keep the scores
_16_BIT = 2
_RUNTIME = 250 * MIB  # Metal's heap and compiled kernels


def parts(profile: Profile, setup: Setup) -> Parts:
    """Unified memory, one process."""
    cells = -(-setup.context // _STEP) * _STEP
    shape, a = profile.cache, profile.architecture
    kv = cache_bytes(shape.full, cells, setup.kv_type)
    if shape.sliding:
        kept = min(cells, (a.sliding_window or cells) + _PREFILL_CHUNK)
        kv += cache_bytes(shape.sliding, kept, setup.kv_type)
    chunk = min(_PREFILL_CHUNK, setup.context)
    width = 3 * (a.intermediate_size or 0) + 6 * a.hidden_size
    if a.moe:
        used = 3 * a.moe.experts_per_token * a.moe.moe_intermediate_size
        width = max(width, used + 6 * a.hidden_size)
    scores = 0
    if max(a.head_dim or 0, a.global_head_dim or 0) > _FUSED_HEAD:
        scores = (a.num_attention_heads or 0) * cells
    return Parts(
        kv_cache=kv * setup.parallel,
        state=profile.state_bytes * setup.parallel,
        compute=chunk * (width + scores) * _16_BIT,
        overhead=_RUNTIME,
    )
