"""What import_prices.py knows of channels: their files, prefixes, and names that need a hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from price_names import BEDROCK_NAMES, MISTRAL_NAMES, OPENROUTER_NAMES

LITELLM, MODELS_DEV, PFN = "litellm-1.109.1", "models-dev-f3fc692", "api-evangelist-pfn-243c2ca9"
SOURCES = {"litellm": LITELLM, "models.dev": MODELS_DEV, "api-evangelist": PFN}


@dataclass(frozen=True, slots=True)
class Channel:
    """A provider of policies/providers/ and its rows in the research list.

    ``strip`` are prefixes that litellm puts before the channel's own name, ``marks`` is how the
    channel itself marks the name. ``names`` joins what spelling alone does not; ``only`` limits
    automatic joins to these developers' ids; ``skip`` are patterns of names that are not joined.
    ``dashed``: the channel writes gpt-5-4 for GPT-5.4. ``unpriced``: it lists the models, but
    its figures are not believed.
    """

    id: str
    research: str
    title: str
    strip: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    currency: str = "USD"
    marks: str = ""
    skip: tuple[str, ...] = ()
    dashed: bool = False
    unpriced: bool = False


_CF = "@cf/"
CHANNELS = (
    Channel("openai-api", "openai_api", "OpenAI's own API.", only=("openai/",)),
    Channel("azure-openai", "azure_openai", "Azure OpenAI, Global Standard where it differs.",
            strip=("azure/", "azure_ai/"), only=("openai/", "deepseek-ai/")),
    Channel("anthropic-api", "anthropic_api", "Anthropic's own API.", only=("anthropic/",)),
    Channel("google-vertex", "google_vertex", "Vertex AI, without a regional surcharge.",
            strip=("vertex_ai/openai/", "vertex_ai/meta/", "vertex_ai/mistralai/",
                   "vertex_ai/deepseek-ai/", "vertex_ai/qwen/", "vertex_ai/"),
            names={
                "mistral-large@2407": "mistralai/Mistral-Large-Instruct-2407",
                "mistral-large@2411-001": "mistralai/Mistral-Large-Instruct-2411",
                "mistral-large-2411": "mistralai/Mistral-Large-Instruct-2411",
                "mistral-small-2503": "mistralai/Mistral-Small-3.1-24B-Instruct-2503",
            }),
    Channel("gemini-api-paid", "gemini_api_paid", "Gemini API with billing.",
            strip=("gemini/",), only=("google/gemini-",)),
    Channel("aws-bedrock", "aws_bedrock",
            "Amazon Bedrock by call, without the surcharge of a region or its profile.",
            strip=("bedrock_mantle/", "bedrock/"), names=BEDROCK_NAMES),
    Channel("cloudflare-workers-ai", "cloudflare_workers_ai", "Workers AI, billed in neurons.",
            strip=("cloudflare/",),
            names={
                f"{_CF}meta/llama-2-7b-chat-fp16": "meta-llama/Llama-2-7b-chat-hf",
                f"{_CF}nvidia/nemotron-3-120b-a12b":
                    "nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16",
                f"{_CF}meta/llama-3.1-8b-instruct-fp8": "meta-llama/Llama-3.1-8B-Instruct",
                f"{_CF}meta/llama-3.3-70b-instruct-fp8-fast": "meta-llama/Llama-3.3-70B-Instruct",
                f"{_CF}qwen/qwen3-30b-a3b-fp8": "Qwen/Qwen3-30B-A3B",
                f"{_CF}mistralai/mistral-small-3.1-24b-instruct":
                    "mistralai/Mistral-Small-3.1-24B-Instruct-2503",
            }),
    Channel("deepseek-api", "deepseek_api",
            "DeepSeek's own API; first the prices of peak hours.",
            strip=("deepseek/",), only=("deepseek-ai/DeepSeek-V4",)),
    Channel("mistral-api", "mistral_api", "Mistral's paid API.", strip=("mistral/",),
            names={
                **MISTRAL_NAMES,
                "zai-glm-5-3": "zai-org/GLM-5.3",
                "zai-glm-5-3-flash": "zai-org/GLM-5.3-Flash",
            }),
    Channel("groq", "groq", "GroqCloud.", strip=("groq/",),
            names={
                "llama-3.1-8b-instant": "meta-llama/Llama-3.1-8B-Instruct",
                "llama-3.3-70b-versatile": "meta-llama/Llama-3.3-70B-Instruct",
            }),
    Channel("together", "together", "Together AI, serverless.", strip=("together_ai/",)),
    Channel("fireworks", "fireworks", "Fireworks AI, serverless.", strip=("fireworks_ai/",)),
    Channel("openrouter", "openrouter", "OpenRouter: the price of the host that it lists first.",
            names=OPENROUTER_NAMES),
    Channel("plamo-api", "plamo_api", "PLaMo API, Standard plan, up to 128k tokens a request.",
            names={"plamo-3.0-prime": "pfnet/PLaMo-3.0-Prime"}, currency="JPY"),
    Channel("azure-claude", "azure_claude", "Claude in Microsoft Foundry.", strip=("azure_ai/",),
            only=("anthropic/",)),
    Channel("claude-platform-aws", "aws_bedrock", "Claude Platform on AWS.",
            strip=("bedrock/claude_platform/",), only=("anthropic/",)),
    Channel("xai-api", "xai_api", "xAI's own API.", strip=("xai/",), only=("xai/",)),
    Channel("cohere-api", "cohere_api", "Cohere's own API.", strip=("cohere/",),
            names={
                "command-a-03-2025": "CohereLabs/c4ai-command-a-03-2025",
                "command-a-plus-05-2026": "CohereLabs/command-a-plus-05-2026-fp8",
                "command-r-08-2024": "CohereLabs/c4ai-command-r-08-2024",
                "command-r-plus-08-2024": "CohereLabs/c4ai-command-r-plus-08-2024",
                "command-r7b-12-2024": "CohereLabs/c4ai-command-r7b-12-2024",
                "command-r7b-arabic-02-2025": "CohereLabs/c4ai-command-r7b-arabic-02-2025",
                "c4ai-aya-expanse-32b": "CohereLabs/aya-expanse-32b",
            }),
    Channel("cerebras", "cerebras", "Cerebras Inference.", strip=("cerebras/",),
            names={
                "gemma-4-31b": "google/gemma-4-31B-it",
                "zai-glm-4.7": "zai-org/GLM-4.7",
                "qwen-3.8-27b": "Qwen/Qwen3.8-27B",
            },
            skip=(r"llama-3\.1-",)),  # an older spelling of what it has taken off
    Channel("sambanova", "sambanova", "SambaNova Cloud.", strip=("sambanova/",)),
    Channel("baseten", "baseten", "Baseten Model APIs.", strip=("baseten/",)),
    Channel("deepinfra", "deepinfra", "DeepInfra, models on its own servers.",
            strip=("deepinfra/",),
            names={
                "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8":
                    "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
                "nvidia/Llama-3.3-Nemotron-Super-49B-v1.5":
                    "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5",
            },
            skip=("anthropic/", "google/gemini-")),  # passed on to their developers
    Channel("replicate", "replicate", "Replicate, models billed by the token.",
            strip=("replicate/",),
            names={
                f"meta/llama-2-{size}{kind}": f"meta-llama/Llama-2-{size}{kind}-hf"
                for size in ("7b", "13b", "70b") for kind in ("", "-chat")
            }),
    Channel("huggingface-inference-providers", "huggingface_inference_providers",
            "Inference Providers of Hugging Face: the price of the host that the list gives."),
    Channel("ibm-watsonx", "ibm_watsonx", "IBM watsonx.ai, models billed by the token.",
            strip=("watsonx/",), dashed=True,
            names={
                "ibm/granite-4-h-small": "ibm-granite/granite-4.0-h-small",
                "meta-llama/llama-4-maverick-17b-128e-instruct-fp8":
                    "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
                "mistralai/mistral-small-3-1-24b-instruct-2503":
                    "mistralai/Mistral-Small-3.1-24B-Instruct-2503",
            }),
    # Cohere's prices stand there by the character, Google's at half of Google's own, xAI's
    # contradict each other, and small Llamas cost what the large ones cost.
    Channel("oracle-oci-genai", "oracle_oci_genai", "OCI Generative AI, on demand.",
            strip=("oci/",),
            names={
                "meta.llama-4-maverick-17b-128e-instruct-fp8":
                    "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
            },
            skip=(r"cohere\.", r"google\.", r"xai\.", r"meta\.llama-3\.(1-8b|2-)")),
    Channel("databricks", "databricks",
            "Databricks, pay by the token; litellm converts from DBU, hence the odd decimals.",
            strip=("databricks/",), marks="databricks-", dashed=True,
            names={
                "databricks-gemma-3-12b": "google/gemma-3-12b-it",
                "databricks-gemini-3-1-pro": "google/gemini-3.1-pro-preview",
                "databricks-llama-4-maverick": "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
                "databricks-qwen35-122b-a10b": "Qwen/Qwen3.5-122B-A10B",
                "databricks-kimi-k2-7": "moonshotai/Kimi-K2.7-Code",
            }),
    # One reading found no price by the token there; the list has some, and they are odd: Claude
    # 4 Opus at a third of its maker's price, GPT-5 mini dearer than at OpenAI.
    Channel("snowflake-cortex", "snowflake_cortex",
            "Snowflake Cortex: the models that a list names. Its prices are left out as doubtful.",
            strip=("snowflake/",), marks="openai-", unpriced=True,
            names={
                "llama3.1-8b": "meta-llama/Llama-3.1-8B-Instruct",
                "llama3.1-70b": "meta-llama/Llama-3.1-70B-Instruct",
                "llama3.1-405b": "meta-llama/Llama-3.1-405B-Instruct",
                "llama3.3-70b": "meta-llama/Llama-3.3-70B-Instruct",
                "llama4-maverick": "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
                "mistral-large2": "mistralai/Mistral-Large-Instruct-2407",
            }),
    Channel("perplexity-api", "perplexity_api",
            "Perplexity's API: Sonar, and other makers' models.",
            strip=("perplexity/",),
            # What it offered years ago stands in the list without an end.
            skip=("codellama-", "llama-", "mistral-", "mixtral-", "pplx-", "perplexity/sonar")),
    Channel("ai21-api", "ai21_api", "AI21's own API.", only=("ai21labs/", "ai21/"),
            names={
                "jamba-large-1.6": "ai21labs/AI21-Jamba-Large-1.6",
                "jamba-mini-1.6": "ai21labs/AI21-Jamba-Mini-1.6",
                "jamba-1.5-large": "ai21labs/AI21-Jamba-Large-1.5",
                "jamba-1.5-mini": "ai21labs/AI21-Jamba-Mini-1.5",
            }),
    Channel("alibaba-intl", "alibaba_intl", "Alibaba Cloud Model Studio, international.",
            strip=("dashscope/", "qwencloud/"),
            skip=("qwen_ai_platform/",)),  # the mainland's address with other prices
    Channel("alibaba-cn", "alibaba_cn",
            "Alibaba Cloud Model Studio (Bailian), mainland China, converted from yuan.",
            skip=("siliconflow/", "kimi/", "MiniMax/")),  # other companies' service
    Channel("moonshot-intl", "moonshot_intl", "Moonshot AI's own API, international.",
            strip=("moonshot/",), names={
                "kimi-k2-0711-preview": "moonshotai/Kimi-K2-Instruct",
                "kimi-k2-0905-preview": "moonshotai/Kimi-K2-Instruct-0905",
            }),
    Channel("moonshot-cn", "moonshot_cn",
            "Moonshot AI's own API, mainland China. The list has the figures of the "
            "international API.",
            names={
                "kimi-k2-0711-preview": "moonshotai/Kimi-K2-Instruct",
                "kimi-k2-0905-preview": "moonshotai/Kimi-K2-Instruct-0905",
            }),
    Channel("zai-intl", "zai_intl", "Z.ai's own API, international.", strip=("zai/",),
            names={"glm-4-32b-0414-128k": "zai-org/GLM-4-32B-0414"}),
    Channel("zhipu-cn", "zhipu_cn",
            "Zhipu's BigModel, mainland China. It bills in yuan;\n"
            "the figures of July 2026 are those of the international API.",
            strip=("bigmodel/",)),
    Channel("minimax-intl", "minimax_intl", "MiniMax's own API, international.",
            strip=("minimax/",)),
    Channel("minimax-cn", "minimax_cn",
            "MiniMax's own API, mainland China. The list has the figures of the international "
            "API."),
    Channel("stepfun-intl", "stepfun_intl", "StepFun's own API, international."),
    Channel("stepfun-cn", "stepfun_cn", "StepFun's own API, mainland China."),
    Channel("tencent-intl", "tencent_intl", "Tencent Cloud, international.", strip=("tencent/",)),
    Channel("volcengine-ark", "volcengine_ark", "Volcengine Ark, mainland China.",
            strip=("volcengine/",),
            names={
                "doubao-seed-2-1-pro-260915": "bytedance/doubao-seed-2.1-pro",
                "doubao-seed-2-1-turbo-260628": "bytedance/doubao-seed-2.1-turbo",
                "doubao-seed-2-1-lite-260915": "bytedance/doubao-seed-2.1-lite",
                "deepseek-v3-2-251201": "deepseek-ai/DeepSeek-V3.2",
                "glm-4-7-251222": "zai-org/GLM-4.7",
                "kimi-k2-thinking-251104": "moonshotai/Kimi-K2-Thinking",
            }),
    Channel("nvidia-build", "nvidia_build",
            "NVIDIA's trial endpoints. The list has zero for most and other makers' prices for "
            "some;\nwhat NVIDIA asks beyond the trial was not found.",
            strip=("nvidia_nim/",), unpriced=True,
            names={
                "mistralai/mixtral-8x7b-instruct": "mistralai/Mixtral-8x7B-Instruct-v0.1",
                "mistralai/mixtral-8x22b-instruct": "mistralai/Mixtral-8x22B-Instruct-v0.1",
                "upstage/solar-10_7b-instruct": "upstage/SOLAR-10.7B-Instruct-v1.0",
                "mistralai/mistral-7b-instruct-v03": "mistralai/Mistral-7B-Instruct-v0.3",
            }),
    Channel("sakana-api", "sakana_api", "Sakana AI's own API."),
)  # fmt: skip
# Listed by the channel, but without a price that was found: the channel, its source and date.
UNPRICED = (
    (Channel("sakura-ai-engine", "",
             "Sakura AI Engine: the models that its manual lists; prices were not found.",
             names={"gpt-oss-120b": "openai/gpt-oss-120b"}, currency="JPY"),
     "sakura-manual-2025-09", "2025-09-24"),
)  # fmt: skip
# Batch prices that are half of an older price, not of this one.
DOUBTED_BATCH = frozenset({("google-vertex", "anthropic/claude-opus-5.5")})
