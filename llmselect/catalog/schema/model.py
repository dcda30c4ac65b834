"""catalog/models/<developer>/<family>.yaml: the releases of one family."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from llmselect.catalog.schema.base import (
    Basis,
    Count,
    CountryCode,
    DateText,
    EvidenceItem,
    LanguageCode,
    RepoId,
    Size,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)

MODALITY = Literal["text", "image", "audio", "video"]
TASK = Literal["chat", "coding", "reasoning", "vision", "translation", "embedding", "edge"]


class MoeBlock(Strict):
    num_experts: Count
    experts_per_token: Count
    moe_intermediate_size: Count
    shared_experts: Size = 0
    shared_expert_intermediate_size: Size | None = None
    shared_expert_gate: bool = False
    first_dense_layers: Size = 0
    router_bias: bool = False
    expert_bias: bool = False
    moe_hidden_size: Count | None = None


class MlaBlock(Strict):
    kv_lora_rank: Count
    qk_nope_head_dim: Count
    qk_rope_head_dim: Size
    v_head_dim: Count
    q_lora_rank: Count | None = None
    index_n_heads: Count | None = None
    index_head_dim: Count | None = None
    index_topk: Count | None = None
    indexer_layer_fraction: float = 1.0


class StateBlock(Strict):
    linear_num_key_heads: Count | None = None
    linear_num_value_heads: Count | None = None
    linear_key_head_dim: Count | None = None
    linear_value_head_dim: Count | None = None
    linear_conv_kernel_dim: Count | None = None
    linear_num_heads: Count | None = None
    linear_head_dim: Count | None = None
    conv_kernel: Count | None = None
    mamba_num_heads: Count | None = None
    mamba_head_dim: Count | None = None
    mamba_state_size: Count | None = None
    mamba_n_groups: Count | None = None
    mamba_conv_kernel: Count | None = None
    mamba1_state_size: Count | None = None
    mamba1_expand: Count | None = None
    mamba1_conv: Count | None = None
    parallel_with_attention: bool = False


class ArchitectureBlock(Strict):
    """Dimensions under the names of the publisher's config.json."""

    model_type: str
    gguf: str | None = None
    num_hidden_layers: Count
    hidden_size: Count
    vocab_size: Count
    intermediate_size: Size | None = None
    num_attention_heads: Count | None = None
    num_key_value_heads: Count | None = None
    head_dim: Count | None = None
    v_head_dim: Count | None = None
    tie_word_embeddings: bool | Unknown
    layer_pattern: str | None = Field(default=None, pattern=r"^[FSLCIMK*E-]+$")
    sliding_window: Count | None = None
    swa_num_attention_heads: Count | None = None
    swa_num_key_value_heads: Count | None = None
    swa_head_dim: Count | None = None
    swa_v_head_dim: Count | None = None
    global_head_dim: Count | None = None
    global_num_key_value_heads: Count | None = None
    k_eq_v: bool = False
    kv_layers_owned: Count | None = None
    per_layer_embedding_size: Count | None = None
    per_layer_vocab_size: Count | None = None
    attention_sinks: bool = False
    attn_output_gate: bool = False
    head_gate: bool = False
    qk_norm: Literal["head", "full"] | None = None
    qkv_bias: bool = False
    o_bias: bool = False
    mlp_gated: bool = True
    mlp_bias: bool = False
    norms_per_layer: Count | None = None
    mlp_pattern: str | None = Field(default=None, pattern=r"^[DE-]+$")
    dense_mlp_beside_moe: bool = False
    moe: MoeBlock | None = None
    mla: MlaBlock | None = None
    state: StateBlock | None = None


class ParametersBlock(Strict):
    total: Count | Unknown
    active: Count | Unknown
    text: Count | None = None
    vision: Count | None = None
    read_per_token: Count | None = None


class ContextBlock(Strict):
    """Tokens: what the weights were trained for, and what the publisher stands for."""

    trained: Count | Unknown
    advertised: Count | Unknown


class FileRecord(Strict):
    format: Literal["gguf", "safetensors", "mlx", "ollama"]
    quant: Slug
    bytes: Count
    publisher: str
    repo: str
    official: bool
    source: Slug
    as_of: DateText
    exact: bool = True
    custom_mix: bool = False
    note: str | None = None


class ArtifactRecord(Strict):
    format: Literal[
        "ollama",
        "gguf",
        "mlx",
        "awq",
        "gptq",
        "fp8",
        "nvfp4",
        "mxfp4",
        "int4",
        "int8",
        "safetensors",
    ]
    ref: str
    quants: list[Slug] = []
    official: bool
    gated: bool | Unknown
    source: Slug
    as_of: DateText
    url: Url | None = None


class AncestorRecord(Strict):
    """A model further up the chain that has no entry of its own."""

    id: RepoId
    country: CountryCode | Unknown
    base_models: list[RepoId] = []
    license: str | Unknown
    source: Slug
    as_of: DateText
    kind: Literal["stated", "measured", "derived", "estimated"] = "stated"
    note: str | None = None


class UnnamedOrigin(Strict):
    """What went into a model and is known by its family or maker, not by a repository."""

    role: Literal["component", "teacher"]
    name: str  # a proper name: reports print it in both languages
    country: CountryCode | Unknown


class ModelRecord(Strict):
    id: RepoId
    name: str
    aliases: list[str] = []
    released: DateText | Unknown
    status: Literal["released", "announced", "withdrawn"] = "released"
    weights: Literal["open", "closed"] = "open"
    kind: Literal[
        "instruct", "base", "reasoning", "coding", "translation", "embedding", "vision", "finance"
    ]
    base_models: list[RepoId] | Unknown
    components: list[RepoId] | None = None  # None: none known; []: stated that there are none
    teachers: list[RepoId] | None = None
    unnamed: list[UnnamedOrigin] = []
    license: str | Unknown
    parameters: ParametersBlock
    architecture: ArchitectureBlock | Unknown
    context: ContextBlock
    modalities: list[MODALITY] = ["text"]
    languages: list[LanguageCode] | Unknown
    tasks: list[TASK] = []
    reasoning: Literal["none", "hybrid", "always"] | Unknown
    tool_use: bool | Unknown
    native_quant: Slug | None = None
    files: list[FileRecord] = []
    artifacts: list[ArtifactRecord] = []
    notes: list[TextPair] = []
    evidence: list[EvidenceItem] = []


class ModelFile(Strict):
    """One family. ``evidence`` holds for every value that no entry's own evidence names."""

    kind: Literal["models"]
    developer: Slug
    family: str
    evidence: Basis
    ancestors: list[AncestorRecord] = []
    models: list[ModelRecord] = Field(min_length=1)
