"""The catalogue's records as the program reads them: frozen, slim, without validation.

``None`` means that nobody stated the value (``unknown`` in YAML). The YAML shape, with its
checks, is ``llmselect.catalog.schema``; compiling turns one into the other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from llmselect.facts import Evidence
from llmselect.findings import Text
from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class MixtureOfExperts:
    """Router and experts of the feed-forward layers. Sizes in values."""

    num_experts: int
    experts_per_token: int
    moe_intermediate_size: int
    shared_experts: int = 0
    shared_expert_intermediate_size: int | None = None
    shared_expert_gate: bool = False
    first_dense_layers: int = 0
    router_bias: bool = False
    expert_bias: bool = False
    moe_hidden_size: int | None = None  # experts that run narrower than the model


@dataclass(frozen=True, slots=True)
class LatentAttention:
    """Multi-head latent attention (DeepSeek-V2 and later): the cache is the latent."""

    kv_lora_rank: int
    qk_nope_head_dim: int
    qk_rope_head_dim: int
    v_head_dim: int
    q_lora_rank: int | None = None
    index_n_heads: int | None = None  # sparse-attention indexer
    index_head_dim: int | None = None
    index_topk: int | None = None
    indexer_layer_fraction: float = 1.0


@dataclass(frozen=True, slots=True)
class RecurrentState:
    """Layers whose memory does not grow with context. Only what the layer kind needs is set.

    gated delta net: the four ``linear_*`` heads; KDA: ``linear_num_heads``/``linear_head_dim``;
    Mamba-2: ``mamba_*``; Mamba-1: ``mamba1_*``; LFM2 short convolution: ``conv_kernel``.
    """

    linear_num_key_heads: int | None = None
    linear_num_value_heads: int | None = None
    linear_key_head_dim: int | None = None
    linear_value_head_dim: int | None = None
    linear_conv_kernel_dim: int | None = None
    linear_num_heads: int | None = None
    linear_head_dim: int | None = None
    conv_kernel: int | None = None
    mamba_num_heads: int | None = None
    mamba_head_dim: int | None = None
    mamba_state_size: int | None = None
    mamba_n_groups: int | None = None
    mamba_conv_kernel: int | None = None
    mamba1_state_size: int | None = None
    mamba1_expand: int | None = None
    mamba1_conv: int | None = None
    parallel_with_attention: bool = False  # Falcon-H1: every layer has both


@dataclass(frozen=True, slots=True, eq=False)
class Architecture:
    """A decoder's dimensions, named as in the publisher's config.json.

    Compared by identity: what is derived from one is kept for it, and hashing fifty fields
    each time would cost more than the derivation saves.

    ``layer_pattern`` has one letter a layer: F full attention, S sliding window, L linear or
    gated delta net, C short convolution, I indexed sparse, M Mamba, K KDA, ``-`` feed-forward
    only, E experts only, ``*`` attention only. ``None`` when all layers are alike.
    """

    model_type: str
    num_hidden_layers: int
    hidden_size: int
    vocab_size: int
    gguf: str | None = None  # llama.cpp's name of the architecture
    intermediate_size: int | None = None
    num_attention_heads: int | None = None
    num_key_value_heads: int | None = None
    head_dim: int | None = None
    v_head_dim: int | None = None  # where values are narrower than keys, without MLA
    tie_word_embeddings: bool | None = None
    layer_pattern: str | None = None
    sliding_window: int | None = None
    swa_num_attention_heads: int | None = None
    swa_num_key_value_heads: int | None = None
    swa_head_dim: int | None = None
    swa_v_head_dim: int | None = None
    global_head_dim: int | None = None  # Gemma 4: full layers differ from sliding ones
    global_num_key_value_heads: int | None = None
    k_eq_v: bool = False
    kv_layers_owned: int | None = None  # later layers share the cache of earlier ones
    per_layer_embedding_size: int | None = None
    per_layer_vocab_size: int | None = None
    attention_sinks: bool = False
    attn_output_gate: bool = False
    head_gate: bool = False
    qk_norm: str | None = None  # head | full
    qkv_bias: bool = False
    o_bias: bool = False
    mlp_gated: bool = True
    mlp_bias: bool = False
    norms_per_layer: int | None = None
    mlp_pattern: str | None = None  # D dense, E experts, - none; None: derived from ``moe``
    dense_mlp_beside_moe: bool = False
    moe: MixtureOfExperts | None = None
    mla: LatentAttention | None = None
    state: RecurrentState | None = None


@dataclass(frozen=True, slots=True)
class Parameters:
    """Counts of weights. ``read_per_token`` leaves the input embedding table out."""

    total: int | None
    active: int | None
    text: int | None = None
    vision: int | None = None
    read_per_token: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """Weights that somebody published, with their exact or printed size in bytes."""

    format: str  # gguf | safetensors | mlx | ollama
    quant: str
    bytes: int
    publisher: str
    repo: str
    official: bool
    source: str
    as_of: str
    exact: bool = True  # False: rounded as printed
    custom_mix: bool = False  # not one of llama.cpp's standard mixes
    note: str | None = None
    # What a header says where it was read: tensor data on the device, and in RAM.
    device_bytes: int | None = None
    host_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something one can run: an Ollama tag or a repository with quantised weights."""

    engine_format: str  # ollama | gguf | mlx | awq | gptq | fp8 | nvfp4 | mxfp4 | safetensors
    ref: str  # the tag or repository
    quants: tuple[str, ...]
    official: bool
    gated: bool | None
    source: str
    as_of: str
    url: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """One release of a model. Compared by identity: its ``id`` says what it is."""

    id: str  # the publisher's repository id
    name: str
    aliases: tuple[str, ...]
    developer: str
    developer_name: str
    developer_country: str | None
    family: str
    status: str  # released | announced | withdrawn
    weights: str  # open | closed
    kind: str  # instruct | base | reasoning | embedding | translation | ...
    released: str | None
    base_models: tuple[str, ...]
    components: tuple[str, ...] | None  # None: none known (or only the outline was read)
    teachers: tuple[str, ...] | None
    lineage: tuple[Ancestor, ...]  # every ancestor by weights, nearest first
    lineage_known: bool  # whether the chain is known to its end
    license: str | None  # expression over licence ids, of this release alone
    license_chain: tuple[LicenseGrant, ...]  # this release's terms, then its ancestors'
    parameters: Parameters
    architecture: Architecture | None
    context_trained: int | None
    context_advertised: int | None
    modalities: tuple[str, ...]
    languages: tuple[str, ...] | None
    tasks: tuple[str, ...]
    reasoning: str | None  # none | hybrid | always
    tool_use: bool | None
    native_quant: str | None
    files: tuple[PublishedFile, ...]
    artifacts: tuple[Artifact, ...]
    evidence: tuple[Evidence, ...]
    unknown: tuple[str, ...]
    notes: tuple[Text, ...] = ()
    unnamed: tuple[UnnamedOrigin, ...] = ()
    attached: tuple[Ancestor, ...] = ()  # parts beside the weights' chain, and their chains
    attached_known: bool = False  # whether somebody says of every part where it comes from
    taught: tuple[Ancestor, ...] = ()  # models whose outputs were trained on, and their chains
    taught_known: bool = False

    @property
    def context(self) -> int | None:
        """The longest context that the publisher stands for."""
        return self.context_advertised or self.context_trained

    @property
    def lineage_countries(self) -> tuple[str, ...]:
        """Developer's country first, then those of the ancestors; ``??`` where unknown."""
        countries = [self.developer_country or "??"]
        countries += [ancestor.country or "??" for ancestor in self.lineage]
        if not self.lineage_known:
            countries.append("??")
        return tuple(dict.fromkeys(countries))


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A model that went into another one; ``id`` is a family's name where no more is known."""

    id: str
    country: str | None


@dataclass(frozen=True, slots=True)
class UnnamedOrigin:
    """A part or a teacher that is known by its family or maker, not by a repository."""

    role: str  # component | teacher
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class LicenseGrant:
    """The terms that one model of a chain carries; ``expression`` is None when unknown."""

    model: str
    expression: str | None


@dataclass(frozen=True, slots=True)
class Accelerator:
    """A graphics card, accelerator or unified-memory machine."""

    id: str
    name: str
    aliases: tuple[str, ...]
    vendor: str
    kind: str  # desktop | laptop | workstation | datacenter | unified | cpu | edge
    marketed_memory_bytes: int | None
    driver_memory_bytes: int | None
    gpu_share: Decimal | None  # unified memory: the part that the system lets the GPU use
    memory_type: str | None
    memory_bandwidth_gbs: float | None
    fp16_tflops: float | None
    architecture: str | None
    compute_capability: str | None
    tdp_w: int | None
    released: str | None
    launch_price_usd: int | None
    backend: str | None  # cuda | rocm | metal | vulkan | cpu
    evidence: tuple[Evidence, ...]
    unknown: tuple[str, ...]
    notes: tuple[Text, ...] = ()

    @property
    def memory_bytes(self) -> int | None:
        """What the driver reports where known, else as marketed."""
        return self.driver_memory_bytes or self.marketed_memory_bytes

    @property
    def usable_bytes(self) -> int | None:
        """What one program can fill: on unified memory only the GPU's share."""
        if self.memory_bytes is None or self.gpu_share is None:
            return self.memory_bytes
        return int(self.memory_bytes * self.gpu_share)


@dataclass(frozen=True, slots=True)
class Quantization:
    """A way of storing weights."""

    id: str
    family: str  # gguf | awq | gptq | fp8 | nvfp4 | mxfp4 | mlx | bnb | none
    bits: float  # nominal bits per weight, for ordering and for the speed law's classes
    engines: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that runs models."""

    id: str
    name: str
    version: str | None
    license: str | None
    formats: tuple[str, ...]
    backends: tuple[str, ...]
    default_quant: str  # what ``q4`` means there
    vulnerabilities: tuple[dict[str, Any], ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class QualityScore:
    """A derived figure of a model for a language or task, 0 to 100."""

    model: str
    subject: str  # "ja", "coding", ...
    score: float
    se: float
    evidence: str  # direct | direct-1 | domain | proxy | inherited
    boards: tuple[str, ...]
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a language: its code and names."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class OverlayEntry:
    """An entry that did not come with the program; ``kind`` as in ``catalog.overlays``."""

    folder: str
    kind: str
    id: str
    replaces: bool  # whether an entry of the same id gave way
