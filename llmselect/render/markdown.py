"""Reports as Markdown that pastes into GitHub, Slack and Notion."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.locale import Translator, gb, gib
from llmselect.locale import count as thousands
from llmselect.render import phrases
from llmselect.render.vram_phrases import (
    answer_phrases,
    counted,
    placement_phrase,
    training_phrases,
)
from llmselect.report import (
    FinetuneReport,
    LicenseReport,
    OverlayFacts,
    RecommendReport,
    VramReport,
)

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"} | {"\n": " "})


def recommend_markdown(report: RecommendReport, translate: Translator) -> str:
    """A table of the options, their next steps, and what was left out."""
    lines = [f"# {translate('markdown.recommend')}", ""]
    lines.append(
        translate(
            "recommend.counts",
            offered=report.options_total,
            considered=report.considered,
            context=report.request["context"],
        )
    )
    names = ("rank", "model", "memory", "speed", "quality", "license", "next")
    rows = []
    for option in report.options:
        steps = "; ".join(
            f"{_safe(translate.render(step.message))} {_code(step.command)}"
            for step in option.next_steps
        )
        quant = f" ({option.quant}, {option.engine})" if option.quant else ""
        place = phrases.place_phrase(option.placement, translate)
        rows.append(
            [
                str(option.rank),
                _safe(f"{option.model.name}{quant} @ {place}"),
                _safe(phrases.memory_phrase(option, translate)),
                _safe(phrases.speed_phrase(option.speed, translate)),
                _safe(phrases.quality_phrase(option.quality, translate)),
                _safe(phrases.license_phrase(option, translate)),
                steps,
            ]
        )
    lines += ["", *_table([translate(f"column.{name}") for name in names], rows)]
    for item in report.relaxations:
        text = translate(
            "recommend.relaxation", change=item.change, regains=item.regains, best=item.best.name
        )
        lines.append(f"- {_safe(text)}")
    lines += [
        "", f"## {translate('recommend.excluded_in_full', count=report.excluded_total)}", "",
        *_excluded(report, translate),
    ]  # fmt: skip
    lines += [
        *_overlays(report.overlays, translate),
        "",
        _safe(
            translate("footer.catalog", version=report.catalog.version, as_of=report.catalog.as_of)
        ),
    ]
    return "\n".join(lines)


def _excluded(report: RecommendReport, translate: Translator) -> Iterator[str]:
    for rule, count, items in phrases.excluded_by_rule(report):
        yield f"- {_safe(translate(f'excluded.{rule}', count=count))}"
        for item in items:
            reason = translate.render(phrases.reason(item))
            yield f"  - {_safe(item.model.name)}: {_safe(reason)}"
        if len(items) < count:
            yield f"  - {_safe(translate('recommend.excluded_more', count=count - len(items)))}"


def vram_markdown(report: VramReport, translate: Translator) -> str:
    memory = report.memory
    head, *others = answer_phrases(report, translate)
    parts = [
        [translate("label.weights"), gib(memory.weights_bytes)],
        [translate("label.kv_cache"), _size(memory.kv_cache_bytes)],
        [translate("label.state"), _size(memory.state_bytes)],
        [translate("label.compute"), _size(memory.compute_bytes)],
        [translate("label.overhead"), gib(memory.overhead_bytes)],
        [translate("label.total"), gib(memory.total_bytes)],
    ]
    gpus = [
        [
            _safe(counted(fit.name, fit.count) or ""),
            _size(fit.usable_bytes),
            translate(f"fit.{fit.verdict}"),
            _size(fit.headroom_bytes),
            "-" if fit.max_context is None else thousands(fit.max_context),
        ]
        for fit in report.gpus
    ]
    gpu_names = ("gpu", "usable", "fit", "headroom", "max_context")
    return "\n".join(
        [
            f"# {_safe(head)}",
            "",
            *[f"{_safe(sentence)}\n" for sentence in others],
            f"{translate('label.file')}: {gb(report.file_bytes)}",
            "",
            *_table([translate("label.part"), translate("label.size")], parts),
            "",
            *_table([translate(f"label.{name}") for name in gpu_names], gpus),
            *_placements(report, translate),
            *_overlays(report.overlays, translate),
        ]
    )


def _placements(report: VramReport, translate: Translator) -> list[str]:
    lines = [
        f"- {_safe(counted(fit.name, fit.count) or '')}: {_safe(sentence)}"
        for fit in report.gpus
        if (sentence := placement_phrase(fit, report.engine, translate))
    ]
    return ["", *lines] if lines else []


def finetune_markdown(report: FinetuneReport, translate: Translator) -> str:
    head, *details = training_phrases(report, translate)
    parts = [[_safe(translate.render(term.name)), gib(term.bytes)] for term in report.terms]
    total = [translate("label.total"), gib(report.memory.total_bytes)]
    gpus = [
        [
            _safe(counted(fit.name, fit.count) or ""),
            _size(fit.usable_bytes),
            gib(fit.need_bytes),
            translate(f"fit.{fit.verdict}"),
            "-" if fit.max_seq is None else thousands(fit.max_seq),
        ]
        for fit in report.gpus
    ]
    names = ("gpu", "usable", "need_each", "fit", "max_seq")
    return "\n".join(
        [
            f"# {_safe(head)}",
            "",
            *[f"{_safe(sentence)}\n" for sentence in details],
            *_table([translate("label.part"), translate("label.size")], [*parts, total]),
            "",
            *_table([translate(f"label.{name}") for name in names], gpus),
            *_overlays(report.overlays, translate),
        ]
    )


def license_markdown(report: LicenseReport, translate: Translator) -> str:
    lines = [f"# {translate('markdown.license')}", ""]
    rows = [
        [
            _safe(result.model.name),
            _safe(", ".join(result.licenses)),
            translate(f"verdict.{result.verdict.value}"),
            _safe(
                "; ".join(phrases.obligation_phrase(item, translate) for item in result.obligations)
            ),
            _safe("; ".join(translate.render(item.message) for item in result.questions)),
        ]
        for result in report.results
    ]
    names = ("model", "licenses", "verdict", "obligations", "questions")
    lines += _table([translate(f"column.{name}") for name in names], rows)
    lines += _overlays(report.overlays, translate)
    lines += ["", _safe(translate("license.disclaimer", as_of=report.catalog.as_of))]
    return "\n".join(lines)


def _overlays(overlays: tuple[OverlayFacts, ...], translate: Translator) -> list[str]:
    """A paragraph for each overlay."""
    sentences = phrases.overlay_phrases(overlays, translate)
    return [line for sentence in sentences for line in ("", _safe(sentence))]


def _size(value: int | None) -> str:
    return "?" if value is None else gib(value)


def _table(headers: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _safe(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.translate(_SPECIAL)


def _code(command: str | None) -> str:
    return "" if command is None else "`" + command.replace("`", "'").replace("|", "\\|") + "`"
