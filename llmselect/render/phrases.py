"""Phrases that several renderers need: one place for how a figure reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmselect.findings import LicenseVerdict, Message, Obligation, message
from llmselect.locale import Translator, gib
from llmselect.report import (
    Cost,
    ExcludedModel,
    OptionReport,
    OverlayFacts,
    Placement,
    Quality,
    RecommendReport,
    Speed,
)

FIT_MARK = {"fits": "✓", "tight": "△", "offload": "▽", "no": "✗", "unknown": "?"}
VERDICT_MARK = {
    LicenseVerdict.ALLOWED: "✓",
    LicenseVerdict.ALLOWED_WITH_OBLIGATIONS: "✓",
    LicenseVerdict.UNKNOWN: "?",
    LicenseVerdict.NEEDS_SEPARATE_LICENSE: "✗",
    LicenseVerdict.PROHIBITED: "✗",
}


def memory_phrase(option: OptionReport, translate: Translator) -> str:
    """``9.8 GiB of 12.0 GiB``; hosted options need none of one's own."""
    if option.memory is None:
        return translate("phrase.memory_hosted" if option.placement.provider else "value.unknown")
    need = option.memory.total_bytes
    if option.memory.kv_cache_bytes is None:
        return translate("phrase.memory_without_cache", need=need)
    if option.headroom_bytes is None:
        return gib(need)
    text = translate("phrase.memory", need=need, usable=need + option.headroom_bytes)
    return f"{text} {FIT_MARK.get(option.fit or '', '')}".rstrip()


def speed_phrase(speed: Speed | None, translate: Translator) -> str:
    if speed is None:
        return translate("value.unknown")
    return translate("phrase.speed", low=f"{speed.low:.0f}", high=f"{speed.high:.0f}")


def quality_phrase(quality: Quality, translate: Translator) -> str:
    """``65 ± 9 (B, medical exam only)`` or ``not measured``."""
    if quality.score is None:
        return translate("phrase.not_measured")
    return translate(
        "phrase.quality",
        score=f"{quality.score:.0f}",
        se=f"{quality.se:.0f}",
        grade=quality.grade,
        evidence=message(f"evidence.{quality.evidence}"),
    )


def quality_label(quality: Quality, translate: Translator) -> str:
    return translate("label.quality", language=message("language", code=quality.lang))


def license_phrase(option: OptionReport, translate: Translator) -> str:
    verdict = message(f"verdict.{option.license.verdict.value}")
    if option.license.expression is None:
        return translate.render(verdict)
    return translate("phrase.license", verdict=verdict, licenses=option.license.expression)


def obligation_phrase(obligation: Obligation, translate: Translator) -> str:
    """The duty, and the event that it waits for."""
    text = translate.render(obligation.message)
    if obligation.trigger is None:
        return text
    return translate(
        "phrase.when", when=message(f"license.trigger.{obligation.trigger}"), duty=text
    )


def place_phrase(place: Placement, translate: Translator) -> str:
    if place.kind == "own-gpu":
        return f"{place.count}x {place.name}" if (place.count or 1) > 1 else str(place.name)
    if place.kind == "cloud-gpu":
        return translate("phrase.cloud", count=place.count, gpu=place.name, cloud=place.cloud)
    return str(place.name)


def cost_phrase(cost: Cost | None, translate: Translator) -> str | None:
    if cost is None or (cost.monthly is None and cost.per_million_tokens is None):
        return None
    if cost.monthly is not None:
        return translate("phrase.cost_monthly", price=cost.monthly)
    return translate("phrase.cost_per_million", price=cost.per_million_tokens)


def excluded_by_rule(report: RecommendReport) -> Iterator[tuple[str, int, list[ExcludedModel]]]:
    """Each rule, how many models it keeps out, and those that are told one by one."""
    told: dict[str, list[ExcludedModel]] = {}
    for item in report.excluded:
        told.setdefault(item.rule, []).append(item)
    for rule, count in report.excluded_by_rule.items():
        yield rule, count, told.get(rule, [])


_SHOWN_ENTRIES = 8


def overlay_phrases(overlays: Iterable[OverlayFacts], translate: Translator) -> list[str]:
    """A sentence for each overlay that a report drew on; the JSON names all entries."""
    sentences = []
    for overlay in overlays:
        entries = [
            message(
                "overlay.replacing" if entry.replaces else "overlay.entry",
                kind=message(f"overlay.kind.{entry.kind}"),
                id=entry.id,
            )
            for entry in overlay.entries[:_SHOWN_ENTRIES]
        ]
        if more := len(overlay.entries) - len(entries):
            entries.append(message("overlay.more", count=more))
        sentences.append(translate("overlay.from", folder=overlay.folder, entries=tuple(entries)))
    return sentences


def reason(item: ExcludedModel) -> Message:
    return item.findings[0].message if item.findings else message("phrase.no_way_to_run")
