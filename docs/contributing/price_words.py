"""What import_prices.py knows of channels: their files, prefixes, and names that need a hand."""

from __future__ import annotations

from dataclasses import dataclass, field

LITELLM, MODELS_DEV, PFN = "litellm-1.109.1", "models-dev-f3fc692", "api-evangelist-pfn-243c2ca9"
SOURCES = {"litellm": LITELLM, "models.dev": MODELS_DEV, "api-evangelist": PFN}


@dataclass(frozen=True, slots=True)
class Channel:
    """A provider of policies/providers/ and its rows in the research list.

    ``strip`` are prefixes that the list puts before the channel's own name. ``names`` joins
    what spelling alone does not; ``only`` limits automatic joins to these developers' ids.
    """

    id: str
    research: str
    title: str
    strip: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    currency: str = "USD"


_CF = "@cf/"
CHANNELS = (
    Channel("openai-api", "openai_api", "OpenAI's own API.", only=("openai/",)),
    Channel("azure-openai", "azure_openai", "Azure OpenAI, Global Standard where it differs.",
            strip=("azure/", "azure_ai/"), only=("openai/", "deepseek-ai/")),
    Channel("anthropic-api", "anthropic_api", "Anthropic's own API.", only=("anthropic/",)),
    Channel("google-vertex", "google_vertex", "Vertex AI, without a regional surcharge.",
            strip=("vertex_ai/openai/", "vertex_ai/meta/", "vertex_ai/mistralai/",
                   "vertex_ai/deepseek-ai/", "vertex_ai/qwen/", "vertex_ai/")),
    Channel("gemini-api-paid", "gemini_api_paid", "Gemini API with billing.",
            strip=("gemini/",), only=("google/gemini-",)),
    Channel("aws-bedrock", "aws_bedrock",
            "Amazon Bedrock by call, without the surcharge of jp.* profiles (about 10 %).",
            strip=("bedrock_mantle/", "bedrock/")),
    Channel("cloudflare-workers-ai", "cloudflare_workers_ai", "Workers AI, billed in neurons.",
            strip=("cloudflare/",),
            names={
                f"{_CF}meta/llama-3.1-8b-instruct-fp8": "meta-llama/Llama-3.1-8B-Instruct",
                f"{_CF}meta/llama-3.3-70b-instruct-fp8-fast": "meta-llama/Llama-3.3-70B-Instruct",
                f"{_CF}qwen/qwen3-30b-a3b-fp8": "Qwen/Qwen3-30B-A3B",
                f"{_CF}mistralai/mistral-small-3.1-24b-instruct":
                    "mistralai/Mistral-Small-3.1-24B-Instruct-2503",
            }),
    Channel("deepseek-api", "deepseek_api", "DeepSeek's own API, peak hours; off-peak is half.",
            strip=("deepseek/",), only=("deepseek-ai/DeepSeek-V4",)),
    Channel("mistral-api", "mistral_api", "Mistral's paid API.", strip=("mistral/",),
            names={
                "mistral-large-2512": "mistralai/Mistral-Large-3-675B-Instruct-2512",
                "mistral-large-2411": "mistralai/Mistral-Large-Instruct-2411",
                "mistral-large-4-0": "mistralai/Mistral-Large-4-1T-A52B",
                "mistral-medium-2604": "mistralai/Mistral-Medium-3.5-128B",
                "mistral-small-2603": "mistralai/Mistral-Small-4-119B-2603",
                "mistral-small-2506": "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
                "ministral-14b-2512": "mistralai/Ministral-3-14B-Instruct-2512",
                "ministral-8b-2512": "mistralai/Ministral-3-8B-Instruct-2512",
                "ministral-3b-2512": "mistralai/Ministral-3-3B-Instruct-2512",
                "devstral-2512": "mistralai/Devstral-2-123B-Instruct-2512",
                "devstral-small-2507": "mistralai/Devstral-Small-2507",
            }),
    Channel("groq", "groq", "GroqCloud.", strip=("groq/",),
            names={
                "llama-3.1-8b-instant": "meta-llama/Llama-3.1-8B-Instruct",
                "llama-3.3-70b-versatile": "meta-llama/Llama-3.3-70B-Instruct",
            }),
    Channel("together", "together", "Together AI, serverless.", strip=("together_ai/",)),
    Channel("fireworks", "fireworks", "Fireworks AI, serverless.", strip=("fireworks_ai/",)),
    Channel("openrouter", "openrouter", "OpenRouter: the price of the host that it lists first."),
    Channel("plamo-api", "plamo_api", "PLaMo API, Standard plan, up to 128k tokens a request.",
            names={"plamo-3.0-prime": "pfnet/PLaMo-3.0-Prime"}, currency="JPY"),
)  # fmt: skip
# Listed by the channel, but without a price that was found.
UNPRICED = {
    "sakura-ai-engine": (
        "Sakura AI Engine: the models that its manual lists; prices were not found.",
        {"gpt-oss-120b": "openai/gpt-oss-120b"},
        "sakura-manual-2025-09",
        "2025-09-24",
    ),
}
