"""Prints CPU time and memory of the everyday commands beside those of ``python -c pass``.

Run with the interpreter whose llmselect is to be measured:

    python tests/startup/benchmark.py [runs]

CPU is user plus system time of a cold process, the median of (by default) nine runs; memory is
the largest resident set. The catalogue is compiled before the first run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

QUESTION = ["--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn"]
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "llmselect --help": ["-m", "llmselect", "--help"],
    "recommend": ["-m", "llmselect", "recommend", *QUESTION],
    "recommend --format json": ["-m", "llmselect", "recommend", *QUESTION, "--format", "json"],
    "vram": ["-m", "llmselect", "vram", "Qwen3-32B", "--quant", "q4"],
    "license check": ["-m", "llmselect", "license", "check"],
}


def measure(arguments: list[str]) -> tuple[float, float]:
    """CPU milliseconds and MiB of one process."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every import would take twice as long
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    _, _, usage = os.wait4(process.pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def main(runs: int) -> None:
    subprocess.run([sys.executable, *COMMANDS["vram"]], stdout=subprocess.DEVNULL, check=True)
    base = 0.0
    print(f"{'command':28}{'CPU ms':>9}{'x pass':>9}{'MiB':>7}")
    for name, arguments in COMMANDS.items():
        rows = [measure(arguments) for _ in range(runs)]
        cpu = statistics.median(row[0] for row in rows)
        memory = max(row[1] for row in rows)
        base = base or cpu
        print(f"{name:28}{cpu:9.0f}{cpu / base:9.1f}{memory:7.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
