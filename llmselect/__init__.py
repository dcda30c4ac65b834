"""llmselect: which large language model, running where, and may we?"""

__version__ = "0.1.0"
