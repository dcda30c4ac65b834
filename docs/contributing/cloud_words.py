"""What the cloud price import knows: clouds, sources, and which card a price means."""

from __future__ import annotations

from dataclasses import dataclass

# The regions that are told, and where they lie: in one area a cloud asks the same everywhere.
REGIONS = {
    "us-east-1": "US", "eastus": "US", "eastus2": "US", "westus2": "US", "us-central1": "US",
    "North America": "US", "global": "global",
    "ap-south-1": "IN", "asia-south1": "IN", "southindia": "IN",
}  # fmt: skip

# Old prices of cards beside which another card's price proved outdated.
EXCLUDED = frozenset({
    ("digitalocean", "h200_sxm"), ("verda", "b200"), ("verda", "b300"), ("verda", "gb300"),
})  # fmt: skip
# Months in advance or machines sold only as a whole: not what the price per GPU suggests.
NOT_SOLD_LIKE_THIS = ("DWS", "Calendar Mode", "bare-metal")

SOURCES: dict[str, str] = {
    "tardellirs/gpu-pricing": "gpu-pricing-tardellirs-8f09a680",
    "sooddvs/gpu-pricing": "gpu-pricing-sooddvs-2d9dd3a3",
    "tgarg01/silybench-data/derived/cost.json": "silybench-cost-045df3bf",
    "https://raw.githubusercontent.com/datareceipts": "data-receipts-gpu-pricing",
    "https://raw.githubusercontent.com/api-evangelist/coreweave": "coreweave-plans-2026-09",
    "https://raw.githubusercontent.com/api-evangelist/nexgen-cloud": "hyperstack-plans-2026-08",
}


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud, under the name that the research list gives it."""

    id: str
    provider: str
    name: str
    url: str
    comment: str
    spot: bool = False
    regions_only: bool = False  # only the regions above: prices differ by region
    by_instance_only: bool = False  # the list's GPU name leaves the form factor open
    reserved: bool = False  # the list's 12 and 36 month prices are this cloud's own
    sizes: bool = False  # sold as machines of several sizes, each with its price
    extras: bool = False  # CPU and memory are always billed apart; the note says so
    note: str | None = None


_OTHERS = "Prices in USD. Prices in Japan's regions were not found."
_US = (
    "Prices in USD, of regions in the United States and India. Prices in Japan's regions were not\n"
    "found. "
    "Which card it is (SXM, PCIe, NVL) follows from the family of the instance."
)
CLOUDS = (
    Cloud(
        "aws",
        "AWS EC2",
        "Amazon EC2",
        "https://aws.amazon.com/ec2/pricing/",
        _US + "\np5.48xlarge fell from 98.32 to 55.04 an hour on 2025-06-05 "
        "(amorton45/aws-gpu-price-tracker).",
        regions_only=True,
        by_instance_only=True,
        reserved=True,
        sizes=True,
    ),
    Cloud(
        "aws-sagemaker",
        "AWS SageMaker",
        "Amazon SageMaker AI",
        "https://aws.amazon.com/sagemaker/pricing/",
        _US,
        regions_only=True,
        by_instance_only=True,
        sizes=True,
        note="hosting with SageMaker, dearer than the bare machine",
    ),
    Cloud(
        "azure",
        "Azure",
        "Microsoft Azure",
        "https://azure.microsoft.com/pricing/",
        _US,
        regions_only=True,
        by_instance_only=True,
        reserved=True,
        sizes=True,
    ),
    Cloud(
        "google-cloud",
        "GCP",
        "Google Cloud",
        "https://cloud.google.com/compute/gpus-pricing",
        _US,
        spot=True,
        regions_only=True,
        by_instance_only=True,
        reserved=True,
        sizes=True,
    ),
    Cloud(
        "coreweave",
        "CoreWeave",
        "CoreWeave",
        "https://www.coreweave.com/pricing",
        _OTHERS,
        spot=True,
    ),
    Cloud(
        "digitalocean",
        "DigitalOcean",
        "DigitalOcean",
        "https://www.digitalocean.com/pricing/gpu-droplets",
        _OTHERS + "\nH100 and H200 are left out: "
        "a later average of H100 is far above the list of May 2026.",
    ),
    Cloud(
        "hyperstack",
        "Hyperstack",
        "Hyperstack",
        "https://www.hyperstack.cloud/gpu-pricing",
        _OTHERS,
    ),
    Cloud(
        "jarvis-labs",
        "Jarvis Labs",
        "Jarvis Labs",
        "https://jarvislabs.ai/pricing",
        _OTHERS
        + "\nSpot prices are left out: the list estimates them. So are A100 and RTX PRO 6000,\n"
        "whose form it does not say, and H100, which a later average contradicts.",
    ),
    Cloud("lambda", "Lambda", "Lambda", "https://lambda.ai/pricing", _OTHERS),
    Cloud(
        "modal",
        "Modal",
        "Modal",
        "https://modal.com/pricing",
        _OTHERS + "\nServerless. A100 and H100 are left out: the list does not say which card.",
        extras=True,
        note="serverless, billed by the second; CPU and memory come on top",
    ),
    Cloud(
        "nebius",
        "Nebius",
        "Nebius",
        "https://nebius.com/prices",
        _OTHERS + "\nH100 and H200 are SXM, as the platforms are named.",
    ),
    Cloud("novita", "Novita", "Novita AI", "https://novita.ai/gpus", _OTHERS, spot=True),
    Cloud(
        "oracle",
        "OCI",
        "Oracle Cloud Infrastructure",
        "https://www.oracle.com/cloud/price-list/",
        "Prices in USD by part number. Other GPUs are left out: several part numbers,\n"
        "no machine named.",
        by_instance_only=True,
        note="by part number",
    ),
    Cloud("qubrid", "Qubrid", "Qubrid AI", "https://platform.qubrid.com/pricing", _OTHERS),
    Cloud(
        "runpod",
        "RunPod",
        "RunPod",
        "https://www.runpod.io/pricing",
        _OTHERS + "\nSpot prices are left out: the lists give some above the on-demand price.",
        sizes=True,
    ),
    Cloud(
        "verda",
        "Verda",
        "Verda (formerly DataCrunch)",
        "https://verda.com/products",
        _OTHERS + "\nHopper and Blackwell are left out: "
        "later averages of H100 and H200 are far above the list.",
        spot=True,
    ),
    Cloud("vultr", "Vultr", "Vultr", "https://www.vultr.com/pricing/", _OTHERS),
)

# Where the instance decides: how its name starts -> the card.
INSTANCE_GPUS: dict[str, dict[str, str]] = {
    "aws": {
        "p4d.": "a100_40gb_sxm", "p4de.": "a100_80gb_sxm", "p5.48": "h100_sxm", "p5en.": "h200_sxm",
        "p6-b200.": "b200", "g6.": "l4", "g6e.": "l40s",
    },
    "aws-sagemaker": {
        "ml.p4d.": "a100_40gb_sxm", "ml.p4de.": "a100_80gb_sxm", "ml.p5.48": "h100_sxm",
        "ml.p5e.": "h200_sxm", "ml.p5en.": "h200_sxm", "ml.g6.": "l4", "ml.g6e.": "l40s",
    },
    "azure": {
        "Standard_NC24ads_A100": "a100_80gb_pcie", "Standard_NC48ads_A100": "a100_80gb_pcie",
        "Standard_NC96ads_A100": "a100_80gb_pcie", "Standard_ND96amsr_A100": "a100_80gb_sxm",
        "ND96asr_A100": "a100_40gb_sxm", "Standard_ND96isr_H100": "h100_sxm",
        "Standard_NC40ads_H100": "h100_nvl",
        "Standard_NC80adis_H100": "h100_nvl", "ND96isr_H100": "h100_sxm",
        "Standard_ND96isr_H200": "h200_sxm",
    },
    "google-cloud": {
        "a3-highgpu-1g": "h100_sxm", "Nvidia L4 GPU": "l4", "H200 141GB GPU": "h200_sxm",
        "Nvidia Tesla A100 80GB GPU": "a100_80gb_sxm", "Nvidia Tesla A100 GPU": "a100_40gb_sxm",
        "A4 Nvidia B200": "b200", "Commitment v1: A4 Nvidia B200": "b200",
        "Commitment v1: Nvidia L4 GPU": "l4", "Commitment v1: H200 141GB GPU": "h200_sxm",
        "Commitment v1: Nvidia Tesla A100 80GB GPU": "a100_80gb_sxm",
        "Commitment v1: Nvidia Tesla A100 GPU": "a100_40gb_sxm",
        "Spot Preemptible A4 Nvidia B200": "b200",
    },
    "oracle": {"B110519": "h200_sxm"},
    "runpod": {
        "NVIDIA A100 80GB PCIe": "a100_80gb_pcie", "NVIDIA A100-SXM4-80GB": "a100_80gb_sxm",
        "NVIDIA A100-SXM4-40GB": "a100_40gb_sxm", "NVIDIA H100 80GB HBM3": "h100_sxm",
        "NVIDIA H100 NVL": "h100_nvl", "NVIDIA H100 PCIe": "h100_pcie",
        "NVIDIA H200 NVL": "h200_nvl",
    },
    "nebius": {"H100": "h100_sxm", "H200": "h200_sxm"},
    "coreweave": {"HGX H100": "h100_sxm"},
}  # fmt: skip

# The card by the list's name, with memory where the name alone is open.
GPUS: dict[str, str] = {
    "A10": "a10",
    "T4": "t4",
    "Tesla T4": "t4",
    "L4": "l4",
    "L40": "l40",
    "L40S": "l40s",
    "A30": "a30",
    "A40": "a40",
    "A16": "a16",
    "RTX 4090": "rtx4090",
    "RTX 5090": "rtx5090",
    "RTX 3090": "rtx3090",
    "RTX A6000": "rtxa6000",
    "A6000": "rtxa6000",
    "RTX 6000 Ada": "rtx6000ada",
    "RTX A5000": "rtxa5000",
    "RTX A4000": "rtxa4000",
    "RTX 4000 Ada": "rtx4000ada",
    "Quadro RTX 6000": "quadro_rtx6000",
    "A100 PCIe 40": "a100_40gb_pcie",
    "A100 PCIe 80": "a100_80gb_pcie",
    "A100 80GB PCIe": "a100_80gb_pcie",
    "A100 PCIe 80GB": "a100_80gb_pcie",
    "A100 SXM 40": "a100_40gb_sxm",
    "A100 SXM4 40": "a100_40gb_sxm",
    "A100 SXM 40GB": "a100_40gb_sxm",
    "A100 SXM 80": "a100_80gb_sxm",
    "A100 SXM4 80": "a100_80gb_sxm",
    "A100 SXM4 80GB": "a100_80gb_sxm",
    "A100 SXM 80GB": "a100_80gb_sxm",
    "A100 80GB SXM": "a100_80gb_sxm",
    "H100 SXM": "h100_sxm",
    "H100 SXM5": "h100_sxm",
    "H100 SXM 80GB": "h100_sxm",
    "HGX H100": "h100_sxm",
    "H100 PCIe": "h100_pcie",
    "H100 NVL": "h100_nvl",
    "H100 NVL 94GB": "h100_nvl",
    "H200 SXM": "h200_sxm",
    "H200 SXM5": "h200_sxm",
    "HGX H200": "h200_sxm",
    "H200": "h200_sxm",
    "B200": "b200",
    "B200 SXM": "b200",
    "B200 SXM6": "b200",
    "GB200": "gb200",
    "B300 SXM6": "b300",
    "HGX B300": "b300",
    "B300": "b300",
    "GB300 SXM6": "gb300",
    "GH200 96": "gh200_96gb",
    "GH200 96GB": "gh200_96gb",
    "AMD MI300X": "mi300x",
    "AMD MI350X": "mi350x",
    "RTX PRO 6000 SE": "rtxpro6000bw_server",
    "RTX Pro 6000 SE": "rtxpro6000bw_server",
}
