"""Facts from files: GGUF, safetensors and config.json. Nothing here trusts what it reads."""
