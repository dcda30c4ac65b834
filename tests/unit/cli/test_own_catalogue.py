"""The worked example of docs/usage, and what reports say about an organisation's own entries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llmselect import paths
from llmselect.catalog.yaml_loader import loads

Run = Callable[..., Any]
DOCS = paths.PACKAGE.parent / "docs"
HEADINGS = {"usage.md": "## Your own catalogue", "usage.ja.md": "## 自社のカタログ"}


def section(page: str) -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    start = text.index(HEADINGS[page] + "\n")
    return text[start : text.index("\n## ", start)]


def example(page: str) -> dict[str, str]:
    """The files of the example by their names."""
    blocks = re.findall(r"```yaml\n# (our-catalogue/\S+\.yaml).*?\n(.*?)```", section(page), re.S)
    return dict(blocks)


def commands(page: str) -> list[str]:
    return re.findall(r"^    llmselect (.+)$", section(page), re.M)


def write(folder: Path, page: str) -> None:
    for name, text in example(page).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMSELECT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.mark.parametrize("page", HEADINGS)
def test_the_example_works(run: Run, tmp_path: Path, page: str) -> None:
    write(tmp_path, page)
    assert len(example(page)) == 6
    assert len(commands(page)) == 5
    for command in commands(page):
        result = run(*command.split(), *(("--locale", "ja") if ".ja." in page else ()))
        assert (result.code, result.err) == (0, ""), command
        if not command.startswith("catalog validate"):
            mark = "独自カタログ our-catalogue" if ".ja." in page else "own catalogue our-catalogue"
            assert mark in result.out.replace("\n", " "), command


def test_both_languages_show_the_same_example() -> None:
    english, japanese = (
        {name: loads(text, name).data for name, text in example(page).items()} for page in HEADINGS
    )
    for pages in (english, japanese):
        pages["our-catalogue/sources.yaml"]["sources"]["our-register"].pop("title")
    assert english == japanese
    assert commands("usage.md") == commands("usage.ja.md")


def facts(report: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    for overlay in report["overlays"]:
        assert overlay["folder"] == "our-catalogue"
        for entry in overlay["entries"]:
            yield entry["kind"], entry["id"], entry["replaces"]


MODEL, GPU = ("model", "our-company/Support-8B", False), ("gpu", "office-box", False)
DEVELOPER, RATE = ("developer", "our-company", False), ("rate", "usd-jpy", True)
OVERLAY = ("--catalog", "our-catalogue", "-f", "json")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("recommend --gpu office-box --lang ja", {MODEL, GPU, DEVELOPER, RATE}),
        ("recommend --gpu rtx4070", {MODEL, DEVELOPER, RATE}),
        ("explain support-8b --gpu office-box", {MODEL, GPU, DEVELOPER, RATE}),
        ("explain qwen3-8b --gpu rtx4090", {RATE}),
        ("vram support-8b", {MODEL, GPU}),
        ("vram qwen3-8b --gpu rtx4090", set()),
        ("license check support-8b", {MODEL, DEVELOPER, RATE}),
        ("model show support-8b", {MODEL, DEVELOPER}),
        ("model show qwen3-8b", set()),
        ("model list support", {MODEL}),
        ("model search support --origin jp", {MODEL}),
        ("model search support --origin us", set()),
        ("gpu list office", {GPU}),
        ("gpu show office-box", {GPU}),
        ("gpu show rtx4070", set()),
    ],
)
def test_reports_name_what_they_took_from_it(
    run: Run, tmp_path: Path, command: str, expected: set[tuple[str, str, bool]]
) -> None:
    write(tmp_path, "usage.md")
    report = json.loads(run(*command.split(), *OVERLAY).out)
    assert set(facts(report)) == expected


def test_own_prices_and_the_own_rate_are_used(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "usage.md")
    command = "explain openai/gpt-oss-120b --placement serverless"
    report = json.loads(run(*command.split(), *OVERLAY).out)
    assert ("price", "sakura-ai-engine openai/gpt-oss-120b") in {
        (kind, id) for kind, id, _ in facts(report)
    }
    [option] = (
        option
        for option in report["options"]
        if option["placement"]["provider"] == "sakura-ai-engine"
    )
    cost = option["cost"]["per_million_tokens"]
    assert cost["currency"] == "USD"
    assert 10 / 150 < cost["amount"] < 50 / 150


def test_sources_of_ones_own_are_marked(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "usage.md")
    report = json.loads(run("gpu", "show", "office-box", *OVERLAY).out)
    assert [(source["id"], source["overlay"]) for source in report["sources"]] == [
        ("our-register", True)
    ]
    plain = json.loads(run("gpu", "show", "rtx4070", "-f", "json").out)
    assert {source["overlay"] for source in plain["sources"]} == {False}
    assert plain["overlays"] == []


def test_markdown_says_it_too(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "usage.md")
    for command in ("recommend --gpu office-box", "vram support-8b", "license check support-8b"):
        out = run(*command.split(), "--catalog", "our-catalogue", "-f", "markdown").out
        assert "From your own catalogue our-catalogue" in out
        assert "our-company/Support-8B" in out


def test_many_entries_are_counted(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "our-catalogue"
    own.mkdir()
    card = (
        "  - {id: box%d, name: Box %d, kind: workstation, memory_gib: 48,"
        " driver_memory_mib: unknown, memory_type: unknown, memory_bandwidth_gbs: unknown,"
        " fp16_tflops: unknown,"
        " architecture: unknown, tdp_w: unknown, released: unknown, launch_price_usd: unknown,"
        " backend: cuda}\n"
    )
    head = (
        "kind: accelerators\nvendor: own\nevidence: {source: own, as_of: 2026-11-24}\n"
        "accelerators:\n"
    )
    cards = "".join(card % (number, number) for number in range(11))
    (own / "gpus.yaml").write_text(head + cards, encoding="utf-8")
    sources = "kind: sources\nsources:\n  own: {title: Ours}\n"
    (own / "sources.yaml").write_text(sources, encoding="utf-8")
    out = run("gpu", "list", "box", "--catalog", "our-catalogue").out
    assert "GPU box7, 3 more." in out.replace("\n", " ")


def test_an_own_provider_and_licence_are_found_and_named(run: Run, tmp_path: Path) -> None:
    root, own = paths.data_root() / "policies", tmp_path / "our-catalogue"
    own.mkdir()
    for folder, id, kind in (
        ("providers", "openai-api", "provider"),
        ("licenses", "mit", "license"),
    ):
        text = (root / folder / f"{id}.yaml").read_text(encoding="utf-8")
        text = re.sub(r"^name: .*$", "name: Ours", text, flags=re.M)
        (own / f"{id}.yaml").write_text(text, encoding="utf-8")
        report = json.loads(run(kind, "show", id, *OVERLAY).out)
        assert report["name"] == "Ours"
        assert list(facts(report)) == [(kind, id, True)]
        listed = json.loads(run(kind, "list", "ours", *OVERLAY).out)
        assert (kind, id, True) in set(facts(listed))


def test_a_fault_in_the_overlay_is_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "usage.md")
    path = tmp_path / "our-catalogue" / "machines.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("cuda", "cudda"), encoding="utf-8")
    result = run("gpu", "show", "office-box", "--catalog", "our-catalogue")
    assert (result.code, result.out) == (2, "")
    assert re.match(r"error: our-catalogue/machines\.yaml:\d+: ", result.err)
