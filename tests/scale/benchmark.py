"""Prints what a catalogue of many models costs, beside the shipped one.

    python tests/scale/benchmark.py [models]

The models are variations of shipped ones, written as an overlay in YAML: other names, sizes and
licences, the same descent. CPU is user plus system time of a cold process, memory the largest
resident set.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PER_FILE = 500
QUESTION = ["recommend", "--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn"]
QUESTIONS = {
    "recommend, the README's question": QUESTION,
    "recommend --gpu rtx4070": QUESTION[:3],
    "recommend ... --license-allow mit": [*QUESTION, "--license-allow", "mit"],
    "recommend ... --format json": [*QUESTION, "--format", "json"],
    "recommend, impossible": [*QUESTION, "--min-quality", "99"],
    "model show": ["model", "show", "Qwen3-32B"],
    "vram of an unknown name": ["vram", "qwen99"],
}


def write_overlay(folder: Path, count: int) -> None:
    """``count`` models in files of ``PER_FILE``, each like a shipped one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    paths = sorted((ROOT / "catalog/models").rglob("*.yaml"))
    families = [yaml.load(path.read_text(encoding="utf-8"), loader) for path in paths]
    chance = random.Random(2026)
    for start in range(0, count, PER_FILE):
        family = chance.choice(families)
        numbers = range(start, min(start + PER_FILE, count))
        models = [_variation(chance.choice(family["models"]), n, chance) for n in numbers]
        text = yaml.dump(
            family | {"family": f"Synthetic {start}", "models": models}, Dumper=dumper,
            allow_unicode=True, sort_keys=False,
        )  # fmt: skip
        path = folder / "catalog/models/synthetic" / f"{start:06}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _variation(model: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    # A deep copy: the dumper would write what is shared as an alias, which the loader refuses.
    copy = deepcopy(model) | {"id": f"synthetic/model-{number:06}", "name": f"Model {number:06}"}
    copy["license"] = chance.choice([model["license"], "apache-2.0", "mit", "llama3.1", "unknown"])
    copy["aliases"] = []
    return copy


def run(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, float, int]:
    """Wall and CPU seconds, MiB and exit code of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "llmselect", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    cpu = usage.ru_utime + usage.ru_stime
    return wall, cpu, usage.ru_maxrss / 1024, process.returncode


def main(count: int) -> None:
    environment = {**os.environ, "LANG": "en_US.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        overlay = Path(folder) / "overlay"
        write_overlay(overlay, count)
        size = sum(path.stat().st_size for path in overlay.rglob("*.yaml")) / 2**20
        target = Path(folder) / "catalog.db"
        options = ["--catalog", str(overlay), "--output", str(target)]
        wall, cpu, memory, code = run(["catalog", "compile", *options], environment)
        print(f"{count} models, {size:.0f} MiB of YAML: compiled in {wall:.0f} s "
              f"({cpu:.0f} s CPU, {memory:.0f} MiB, exit {code}), "
              f"{target.stat().st_size / 2**20:.0f} MiB")  # fmt: skip
        print(f"{'command':36}{'wall s':>8}{'CPU s':>8}{'MiB':>6}{'x shipped':>11}")
        for name, arguments in QUESTIONS.items():
            run(arguments, environment)
            base = run(arguments, environment)
            large = run(arguments, environment | {"LLMSELECT_CATALOG_DB": str(target)})
            print(f"{name:36}{large[0]:8.2f}{large[1]:8.2f}{large[2]:6.0f}"
                  f"{large[1] / base[1]:11.1f}")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
