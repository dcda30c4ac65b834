"""Which modules the everyday commands may load: exact, so never flaky."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pydantic", "yaml", "jinja2", "importlib.metadata", "asyncio", "http", "ssl", "babel"}
RECOMMEND = ["recommend", "--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn"]
_PROBE = """
import sys
from llmselect.cli import main
try:
    main({arguments!r})
except SystemExit as leave:
    assert leave.code in (0, 1), leave.code
print("LOADED", " ".join(sorted(sys.modules)), file=sys.stderr)
"""


def loaded_by(arguments: list[str]) -> set[str]:
    """Names of the modules that a fresh interpreter holds after the command."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE.format(arguments=arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.fixture(scope="module", autouse=True)
def compiled_catalog() -> None:
    """The first run in a checkout compiles, with pydantic and yaml; later ones do not."""
    loaded_by(["gpu", "show", "rtx4070"])


@pytest.mark.parametrize(
    "arguments",
    [RECOMMEND, [*RECOMMEND, "--format", "json"], ["vram", "Qwen3-32B"], ["license", "check"]],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[-1:]),
)
def test_everyday_commands_load_nothing_heavy(arguments: list[str]) -> None:
    assert not HEAVY & loaded_by(arguments)


def test_json_needs_no_rich() -> None:
    assert "rich" not in loaded_by([*RECOMMEND, "--format", "json"])


@pytest.mark.parametrize("arguments", [["--help"], ["catalog", "--help"]], ids=" ".join)
def test_help_loads_neither_rich_nor_the_catalogue(arguments: list[str]) -> None:
    loaded = loaded_by(arguments)
    assert not (HEAVY | {"rich", "sqlite3", "llmselect.recommend"}) & loaded
