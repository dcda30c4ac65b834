"""The tensor table of a GGUF file, generated from the architecture.

Identical layers are one line: a Tensor stands for the copies in all ``layers``. Shapes follow
``load_arch_tensors`` of llama.cpp (src/models/*.cpp at 0.5.0-dev, 2026-10-01).
"""

from __future__ import annotations

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory import gguf_classes as known
from llmselect.estimate.memory.gguf_names import gguf_name
from llmselect.estimate.memory.layout import Heads, Layout, heads, layout
from llmselect.estimate.memory.table import Role, Sizes, Table, Tensor, aligned

_ONE = (0,)
_ALTUP, _LAUREL = 4, 64  # altup_num_inputs and laurel_rank of Gemma 3n


def tensor_table(architecture: Architecture) -> Table:
    """The table of ``architecture``, as llama.cpp's converter writes it (MTP layers left out)."""
    return _Builder(architecture).build()


class _Builder:
    def __init__(self, a: Architecture) -> None:
        self.a = a
        self.gguf = gguf_name(a)
        self.layout: Layout = layout(a)
        self.tensors: list[Tensor] = []
        self.vector_sizes = [0, 0, 0]  # values, bytes in the file, bytes on the device
        self.e = a.hidden_size
        # Matrices that lead into the feed-forward stage: gate and up, or up alone.
        self.inputs = 2 if a.mlp_gated and self.gguf not in known.UNGATED else 1
        # Linear attention stores its values as attn_v or attn_qkv, which the mixes count as V.
        v_kinds = ("full", "sliding", "gdn", "kda")
        v_layers = sorted(i for kind in v_kinds for i in self.layout.mixers.get(kind, ()))
        if a.k_eq_v:
            full = set(self.layout.mixers.get("full", ()))
            v_layers = [i for i in v_layers if i not in full]
        self.v_position = {layer: position for position, layer in enumerate(v_layers)}
        downs = sorted(i for items in self.layout.feed_forward.values() for i in items)
        self.down_position = {
            layer: layer if a.moe else position for position, layer in enumerate(downs)
        }
        self.down_numbers = tuple(range(a.num_hidden_layers) if a.moe else downs)

    def build(self) -> Table:
        a = self.a
        tied = bool(a.tie_word_embeddings) or self.gguf in known.TIED_BY_CLASS
        self._ends(tied)
        for kind, layers in self.layout.mixers.items():
            getattr(self, "_" + kind)(layers)
        for kind, layers in self.layout.feed_forward.items():
            getattr(self, "_" + kind)(layers)
        self._norms()
        if self.gguf == "gemma3n":
            self._altup()
        attention = a.num_attention_heads or 0
        key_value = a.num_key_value_heads or attention
        first = next((k for k, items in self.layout.mixers.items() if 0 in items), "none")
        if first == "gdn":
            first = "full"  # these files state one number of KV heads for all layers
        has_heads = first in ("full", "sliding", "mla") and key_value
        if has_heads:
            shape = heads(a, first)
            # MLA presents one KV head that all query heads share.
            group = attention if first == "mla" else shape.query // shape.key_value
        return Table(
            gguf=self.gguf,
            tensors=tuple(self.tensors),
            vectors=Sizes(self.vector_sizes[1], self.vector_sizes[2]),
            vector_values=self.vector_sizes[0],
            layers=a.num_hidden_layers,
            v_layers=len(self.v_position),
            v_numbers=tuple(self.v_position),
            down_numbers=self.down_numbers,
            experts=a.moe.num_experts if a.moe else 0,
            group_size=group if has_heads else 0,
            tied=tied,
            is_70b=a.num_hidden_layers == 80
            and (
                (self.gguf == "llama" and key_value != attention) or self.gguf in ("qwen2", "deci")
            ),
        )

    def add(
        self,
        role: Role,
        columns: int,
        rows: int,
        layers: tuple[int, ...],
        stacked: bool = False,
        on_host: bool = False,
        copies: int = 1,
    ) -> None:
        if not (columns and rows and layers and copies):
            return
        if role is Role.F32:
            values, count = columns * rows, len(layers) * copies
            file, device = aligned(4 * values, count)
            total = self.vector_sizes
            total[0] += values * count
            total[1] += file
            total[2] += device
        else:
            self.tensors.append(Tensor(role, columns, rows, layers, stacked, on_host, copies))

    def vector(self, values: int, layers: tuple[int, ...], copies: int = 1) -> None:
        self.add(Role.F32, values, 1, layers, copies=copies)

    def scales(self, matrices: int, layers: tuple[int, ...]) -> None:
        """One-value tensors that llama.cpp looks up beside a matrix: scale and input scale."""
        self.vector(1, layers, 2 * matrices)

    def v_positions(self, layers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.v_position[i] for i in layers if i in self.v_position)

    def down_positions(self, layers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.down_position[i] for i in layers)

    def _ends(self, tied: bool) -> None:
        a, e = self.a, self.e
        self.add(Role.EMBEDDING, e, a.vocab_size, _ONE, on_host=True)
        if not tied:
            self.add(Role.OUTPUT, e, a.vocab_size, _ONE)
        self.vector(e, _ONE, 2 if self.gguf in known.NORM_BIAS else 1)
        if self.gguf in ("phi2", "phimoe"):
            self.vector(a.vocab_size, _ONE)  # bias of the output
        if a.model_type == "llama" and a.vocab_size == known.LLAMA_3_VOCABULARY:
            self.vector(heads(a, "full").key_dim // 2, _ONE)  # rope_freqs
        if self.gguf == "gemma4":
            self.vector(heads(a, "full").key_dim // 2, _ONE)
        width = a.per_layer_embedding_size
        if width:
            wide = width * a.num_hidden_layers
            vocabulary = a.per_layer_vocab_size or a.vocab_size
            self.tensors.append(
                Tensor(Role.EMBEDDING, wide, vocabulary, _ONE, on_host=True, per_layer=True)
            )
            self.add(Role.KEPT, e, wide, _ONE)
            self.vector(width, _ONE)
            every = tuple(range(a.num_hidden_layers))
            self.add(Role.BASE, e, width, every)
            self.add(Role.BASE, width, e, every)
            self.vector(e, every)

    def _norms(self) -> None:
        a = self.a
        every = tuple(range(a.num_hidden_layers))
        per_layer = a.norms_per_layer or known.NORMS.get(self.gguf, 2)
        self.vector(self.e, every, per_layer * (2 if self.gguf in known.NORM_BIAS else 1))
        if self.gguf == "gemma4":
            self.vector(1, every)  # scale of the layer's output

    def _altup(self) -> None:
        """Gemma 3n: alternating updates of four streams, and low-rank residuals."""
        e, every = self.e, tuple(range(self.a.num_hidden_layers))
        self.add(Role.KEPT, e, e * (_ALTUP - 1), _ONE, copies=2)
        self.add(Role.F32, _ALTUP, _ALTUP, every)
        self.add(Role.F32, _ALTUP, _ALTUP * _ALTUP, every)
        self.add(Role.KEPT, e, _ALTUP, every)
        self.vector(e, every, 3)
        self.add(Role.KEPT, e, _LAUREL, every)
        self.add(Role.KEPT, _LAUREL, e, every)

    def _full(self, layers: tuple[int, ...]) -> None:
        self._attention("full", layers)

    def _sliding(self, layers: tuple[int, ...]) -> None:
        self._attention("sliding", layers)

    def _attention(self, kind: str, layers: tuple[int, ...]) -> None:
        a, e = self.a, self.e
        shape = heads(a, kind)
        q = shape.query * shape.key_dim * (2 if a.attn_output_gate and self.gguf != "afmoe" else 1)
        k, v = shape.key_value * shape.key_dim, shape.key_value * shape.value_dim
        if self.gguf in known.FUSED_QKV:
            self.add(Role.QKV, e, q + k + v, self.v_positions(layers))
            if self.gguf == "falcon":
                self.scales(1, layers)
        else:
            self.add(Role.Q, e, q, layers)
            self.add(Role.K, e, k, layers)
            if not (a.k_eq_v and kind == "full"):
                self.add(Role.V, e, v, self.v_positions(layers))
        self.add(Role.ATTENTION_OUTPUT, shape.query * shape.value_dim, e, layers)
        self._attention_vectors(shape, layers, (q, k, v))
        gate = (
            q
            if self.gguf == "afmoe"
            else shape.query
            if a.head_gate or self.gguf == "laguna"
            else 0
        )
        if gate:
            self.add(Role.BASE, e, gate, layers)
            if self.gguf == "afmoe":
                self.scales(1, layers)
        sinks = a.attention_sinks or self.gguf in ("gpt-oss", "granite_swa")
        if sinks:
            self.vector(shape.query, layers)

    def _attention_vectors(
        self, shape: Heads, layers: tuple[int, ...], widths: tuple[int, ...]
    ) -> None:
        a = self.a
        if a.qkv_bias or self.gguf in known.ALL_BIASED:
            for width in (sum(widths),) if self.gguf in known.FUSED_QKV else widths:
                self.vector(width, layers)
        if a.o_bias or self.gguf in known.ALL_BIASED:
            self.vector(self.e, layers)
        if a.qk_norm == "head" or self.gguf in known.QK_NORM:
            copies = 2 if self.gguf == "apertus" else 1  # with biases
            self.vector(shape.key_dim, layers, 2 * copies)
        elif a.qk_norm == "full":
            self.vector(shape.query * shape.key_dim, layers)
            self.vector(shape.key_value * shape.key_dim, layers)

    def _mla(self, layers: tuple[int, ...]) -> None:
        a, e, m = self.a, self.e, self.a.mla
        if m is None:
            return
        query = a.num_attention_heads or 1
        key = m.qk_nope_head_dim + m.qk_rope_head_dim
        if m.q_lora_rank:
            self.add(Role.BASE, e, m.q_lora_rank, layers)
            self.vector(m.q_lora_rank, layers)
            self.add(Role.BASE, m.q_lora_rank, query * key, layers)
        else:
            self.add(Role.Q, e, query * key, layers)
        self.add(Role.BASE, e, m.kv_lora_rank + m.qk_rope_head_dim, layers)
        self.vector(m.kv_lora_rank, layers)
        self.add(Role.BASE, m.qk_nope_head_dim, m.kv_lora_rank * query, layers, stacked=True)
        self.add(Role.BASE, m.kv_lora_rank, m.v_head_dim * query, layers, stacked=True)
        self.add(Role.ATTENTION_OUTPUT, query * m.v_head_dim, e, layers)
        if m.index_n_heads and m.index_head_dim and m.q_lora_rank:
            # Stored in every layer, also where only some layers keep an indexer cache.
            self.vector(m.index_head_dim, layers, 2)
            self.add(Role.BASE, e, m.index_n_heads, layers)
            self.add(Role.BASE, e, m.index_head_dim, layers)
            self.add(Role.BASE, m.q_lora_rank, m.index_n_heads * m.index_head_dim, layers)

    def _gdn(self, layers: tuple[int, ...]) -> None:
        s, e = self.a.state, self.e
        if s is None:
            return
        key = (s.linear_num_key_heads or 0) * (s.linear_key_head_dim or 0)
        value_heads = s.linear_num_value_heads or 0
        value = value_heads * (s.linear_value_head_dim or 0)
        self.add(Role.QKV, e, 2 * key + value, self.v_positions(layers))
        self.add(Role.BASE, e, value, layers)
        self.add(Role.F32, s.linear_conv_kernel_dim or 4, 2 * key + value, layers)
        self.vector(value_heads, layers, 2)
        self.vector(s.linear_value_head_dim or 0, layers)
        if self.gguf == "qwen3next":
            self.add(Role.BASE, e, 2 * value_heads, layers)
            self.scales(3, layers)
        else:
            self.add(Role.BASE, e, value_heads, layers)
            self.add(Role.WIDE_WHEN_PLAIN, e, value_heads, layers)
            self.scales(5, layers)
        self.add(Role.BASE, value, e, layers)

    def _kda(self, layers: tuple[int, ...]) -> None:
        s, e = self.a.state, self.e
        if s is None:
            return
        count, size = s.linear_num_heads or 0, s.linear_head_dim or 0
        inner = count * size
        self.add(Role.Q, e, inner, layers)
        self.add(Role.K, e, inner, layers)
        self.add(Role.V, e, inner, self.v_positions(layers))
        self.add(Role.F32, s.linear_conv_kernel_dim or 4, inner, layers, copies=3)
        full_rank = self.gguf == "bailingmoe3"
        for _ in range(2):  # decay and output gate
            if full_rank:
                self.add(Role.BASE, e, inner, layers)
            else:
                self.add(Role.BASE, e, size, layers)
                self.add(Role.BASE, size, inner, layers)
        self.add(Role.BASE, e, count, layers)
        for width in (count, inner, size):
            self.vector(width, layers)
        self.add(Role.ATTENTION_OUTPUT, inner, e, layers)

    def _mamba2(self, layers: tuple[int, ...]) -> None:
        s, e = self.a.state, self.e
        if s is None:
            return
        count = s.mamba_num_heads or 0
        inner = count * (s.mamba_head_dim or 0)
        conv = inner + 2 * (s.mamba_n_groups or 1) * (s.mamba_state_size or 0)
        self.add(Role.BASE, e, inner + conv + count, layers)
        self.add(Role.F32, s.mamba_conv_kernel or 4, conv, layers)
        self.vector(conv, layers)
        self.vector(count, layers, 3)
        if self.gguf == "granitehybrid":
            self.scales(2, layers)
        if self.gguf != "falcon-h1":
            self.vector(inner, layers)
        self.add(Role.BASE, inner, e, layers)

    def _mamba1(self, layers: tuple[int, ...]) -> None:
        s, e = self.a.state, self.e
        if s is None:
            return
        inner = (s.mamba1_expand or 2) * e
        state, rank = s.mamba1_state_size or 16, -(-e // 16)
        self.add(Role.BASE, e, 2 * inner, layers)
        self.add(Role.F32, s.mamba1_conv or 4, inner, layers)
        self.add(Role.BASE, inner, rank + 2 * state, layers)
        self.add(Role.BASE, rank, inner, layers)
        self.vector(inner, layers, 3)
        self.vector(inner * state, layers)
        if self.gguf == "jamba":
            self.vector(rank, layers)
            self.vector(state, layers, 2)
        self.add(Role.BASE, inner, e, layers)

    def _conv(self, layers: tuple[int, ...]) -> None:
        s, e = self.a.state, self.e
        if s is None:
            return
        self.add(Role.F32, s.conv_kernel or 3, e, layers)
        self.add(Role.BASE, e, 3 * e, layers)
        self.add(Role.BASE, e, e, layers)

    def _dense(self, layers: tuple[int, ...]) -> None:
        a = self.a
        width = a.intermediate_size or 0
        owned = a.kv_layers_owned
        if self.gguf == "gemma4" and owned and a.hidden_size == known.GEMMA_4_E2B_WIDTH:
            # use_double_wide_mlp: layers that share a KV cache have twice the width.
            self._mlp(width, tuple(i for i in layers if i < owned))
            self._mlp(2 * width, tuple(i for i in layers if i >= owned))
        else:
            self._mlp(width, layers)

    def _mlp(self, width: int, layers: tuple[int, ...]) -> None:
        a, e = self.a, self.e
        positions = self.down_positions(layers)
        self.add(Role.GATE_UP, e, width, positions, copies=self.inputs)
        self.add(Role.DOWN, width, e, positions)
        if a.mlp_bias or self.gguf in known.ALL_BIASED:
            self.vector(width, layers, self.inputs)
            self.vector(e, layers)

    def _moe(self, layers: tuple[int, ...]) -> None:
        a, e, m = self.a, self.e, self.a.moe
        if m is None:
            return
        positions = self.down_positions(layers)
        wide = m.moe_hidden_size or e
        n, x = m.num_experts, m.moe_intermediate_size
        if self.gguf == "gemma4":  # stored as one matrix
            self.add(Role.GATE_UP, wide, 2 * x * n, positions, stacked=True)
        else:
            self.add(Role.GATE_UP, wide, x * n, positions, stacked=True, copies=self.inputs)
        self.add(Role.DOWN, x, wide * n, positions, stacked=True)
        self.add(Role.F32, e, n, layers)
        if m.router_bias or (
            self.gguf in known.ROUTER_BIAS and a.model_type not in ("deepseek_v2", "mistral3")
        ):
            # MiMo-V2 files hold one for the dense first layer too.
            self.vector(n, (*layers, 0) if self.gguf == "mimo2" else layers)
        if m.expert_bias:
            self.vector(n * x, layers, self.inputs)
            self.vector(n * wide, layers)
        if wide != e:
            self.add(Role.BASE, e, wide, layers)
            self.add(Role.BASE, wide, e, layers)
        shared = m.shared_expert_intermediate_size
        if shared is None:
            shared = m.shared_experts * x
        if shared:
            self.add(Role.GATE_UP, e, shared, positions, copies=self.inputs)
            self.add(Role.DOWN, shared, e, positions)
            self.scales(self.inputs + 1, layers)
        if m.shared_expert_gate:
            self.vector(e, layers)
        self._moe_extras(layers)

    def _moe_extras(self, layers: tuple[int, ...]) -> None:
        a, e, m = self.a, self.e, self.a.moe
        if m is None:
            return
        if a.dense_mlp_beside_moe or self.gguf == "gemma4":
            self._mlp(a.intermediate_size or 0, layers)
        if self.gguf == "gemma4":
            self.vector(e, layers, 4)  # three more norms and the router's scale
            self.vector(m.num_experts, layers)  # scale of each expert
        if self.gguf == "minimax-m3":  # one indexer head for each KV head
            size, key_value = known.MSA_INDEX_SIZE, a.num_key_value_heads or 1
            self.add(Role.KEPT, e, size * key_value, layers)
            self.add(Role.KEPT, e, size, layers)
            self.vector(size, layers, 2)
