"""``python -m llmselect``."""

from llmselect.cli import main

main()
