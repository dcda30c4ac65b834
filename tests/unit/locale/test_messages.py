"""Both languages say the same things, and everything that code says has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from llmselect import paths
from llmselect.catalog.schema.model import TASK, ModelRecord
from llmselect.findings import LicenseVerdict
from llmselect.locale import LANGUAGES
from llmselect.rules.provider.judge import PROVIDER_RULES
from llmselect.rules.registry import MODEL_RULES, OPTION_RULES

FOLDER = paths.PACKAGE / "locale"
AREAS = sorted({path.name for path in FOLDER.glob("*/LC_MESSAGES/*.po")})
TALKERS = {"message", "translate", "heading"}  # calls whose first argument is a message id
ERRORS = {"LlmselectError": "error.", "Problem": "problem.", "_problem": "problem.",
          "_failed": "problem."}  # fmt: skip
# Names of the callee's own: not gaps of the text.
NOT_GAPS = {"near", "kind", "severity", "problem"}


def texts(language: str, area: str | None = None) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((FOLDER / language / "LC_MESSAGES").glob(area or "*.po")):
        with path.open("rb") as file:
            found |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    return found


TEXTS = {language: texts(language) for language in LANGUAGES}
IDS = set(TEXTS["en"])


def gaps(text: str) -> dict[str, str]:
    """Field name to format of every gap."""
    return {name: form or "" for _, name, form, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_ids_in_the_same_files(area: str) -> None:
    english, japanese = (set(texts(language, area)) for language in LANGUAGES)
    assert english ^ japanese == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_stands_in_two_files(language: str) -> None:
    found = [id for area in AREAS for id in texts(language, area)]
    assert sorted({id for id in found if found.count(id) > 1}) == []


def test_both_languages_fill_the_same_gaps_and_none_is_empty() -> None:
    assert [id for id, text in TEXTS["en"].items() if not text.strip()] == []
    differing = {
        id: (text, TEXTS["ja"].get(id, ""))
        for id, text in TEXTS["en"].items()
        if gaps(text).keys() != gaps(TEXTS["ja"].get(id, "")).keys()
    }
    assert differing == {}


def test_the_japanese_texts_are_japanese() -> None:
    kana_or_kanji = re.compile(r"[぀-ヿ㐀-鿿]")
    same = [id for id, text in TEXTS["ja"].items() if re.search("[A-Za-z]{4}", gapless(text))
            and not kana_or_kanji.search(text) and " " in gapless(text).strip()]  # fmt: skip
    assert [id for id in same if id != "column.fp16_tflops" and ".examples" not in id] == []


def gapless(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "", text)


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call in the package that says something: place, call, id's prefix."""
    for path in sorted(paths.PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            place = f"{path.relative_to(paths.PACKAGE)}:{node.lineno}"
            if name in TALKERS:
                yield place, node, ""
            elif name in ERRORS:
                yield place, node, ERRORS[name]


def ids_said() -> Iterator[tuple[str, str, ast.Call]]:
    for place, call, prefix in calls():
        wanted = call.args[:1] if prefix in ("", "error.") else call.args
        for argument in wanted:
            choices = (
                [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            )
            for choice in choices:
                slug = re.compile(r"^[a-z][a-z0-9_]+$" if prefix else r"^[a-z][a-z0-9_.-]+$")
                if (
                    isinstance(choice, ast.Constant)
                    and isinstance(choice.value, str)
                    and slug.match(choice.value)
                ):
                    yield place, prefix + choice.value, call


# Names come from the catalogue, and two errors only carry others.
WORDLESS = {"country", "language", "error.problems", "error.in_file"}
SAID = [item for item in ids_said() if item[1] not in WORDLESS]


BARE = {"relax.gpu"}  # said without its gaps where no card is large enough; never shown


def test_the_search_finds_what_code_says() -> None:
    said = {id for _, id, _ in SAID}
    assert {"origin_allowed.pass", "error.bad_size", "problem.duplicate_key"} <= said
    assert len(said) > 150


def test_every_id_that_code_names_has_words() -> None:
    assert sorted((place, id) for place, id, _ in SAID if id not in IDS) == []


def test_every_gap_of_a_text_is_filled_where_it_is_said() -> None:
    unfilled = []
    for place, id, call in SAID:
        given = {keyword.arg for keyword in call.keywords}
        if (
            None in given
            or id not in IDS
            or id.startswith("problem.")
            or (not given and id in BARE)
        ):
            continue  # `**values`: seen by the rules' own tests
        missing = gaps(TEXTS["en"][id]).keys() - given - NOT_GAPS
        if missing:
            unfilled.append((place, id, sorted(missing)))
    assert unfilled == []


def test_ids_that_code_puts_together_lead_somewhere() -> None:
    """``f"fit.{x}"`` must fit at least one id."""
    lost = []
    for place, call, prefix in calls():
        for argument in call.args[:1]:
            if isinstance(argument, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in argument.values
                ]
                pattern = re.compile(re.escape(prefix) + "".join(parts))
                if not any(pattern.fullmatch(id) for id in IDS):
                    lost.append((place, pattern.pattern))
    assert lost == []


def choices(field: str) -> tuple[str, ...]:
    return get_args(ModelRecord.model_fields[field].annotation)


RULES = [rule.__name__ for rule in (*MODEL_RULES, *OPTION_RULES)]
HOSTED = [rule.__name__ for rule in PROVIDER_RULES]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("verdict", [verdict.value for verdict in LicenseVerdict]),
        ("fit", ["fits", "tight", "offload", "no"]),
        ("status", choices("status")),
        ("kind", choices("kind")),
        ("task", get_args(TASK)),
        ("evidence", ["direct", "direct-1", "domain", "proxy", "inherited", "none"]),
        ("kind_of_name", ["model", "gpu", "license", "provider", "engine", "quant", "country",
                          "language", "task"]),
        ("excluded", [*RULES, *HOSTED, "language_supported", "license", "no_way_to_run"]),
        ("excluded", [f"{rule}.unknown" for rule in (*HOSTED, "origin_allowed", "size_allowed")]),
    ],
)  # fmt: skip
def test_every_word_of_a_closed_list_has_a_text(prefix: str, words: list[str]) -> None:
    assert [word for word in words if f"{prefix}.{word}" not in IDS] == []


@pytest.mark.parametrize("folder", ["licenses", "providers"])
def test_every_field_of_a_policy_has_a_name(folder: str) -> None:
    fields = {
        line.partition(":")[0]
        for file in (paths.data_root() / "policies" / folder).glob("*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.match("[a-z_]+:", line)
    }
    assert len(fields) > 10
    unnamed = {field for field in fields if f"field_name.{field}" not in IDS}
    assert sorted(unnamed - {"kind", "sources", "notes", "overrides"}) == []


def test_every_help_text_exists_and_none_is_left_over() -> None:
    source = "\n".join(
        p.read_text(encoding="utf-8") for p in Path(FOLDER.parent, "cli").rglob("*.py")
    )
    used = set(re.findall(r'"(help\.[a-z0-9_.]+)"', source))
    used |= {
        id.replace("{kind}", kind)
        for id in re.findall(r'f"(help\.[a-z0-9_.{}]+)"', source)
        for kind in ("model", "gpu", "license", "provider")
    }
    assert sorted(used - IDS) == []
    assert sorted({id for id in IDS if id.startswith("help.")} - used) == []
