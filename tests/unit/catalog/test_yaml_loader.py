from __future__ import annotations

from pathlib import Path

import pytest

from llmselect.catalog.yaml_loader import load, loads


def slugs(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.slug) for problem in loads(text, "x.yaml").problems]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("country: no", "looks_boolean"),
        ("no: Norway", "looks_boolean"),
        ("version: 1.10", "looks_version"),
        ("time: 12:30", "looks_sexagesimal"),
        ("size: 1e3", "looks_exponent"),
        ("mode: 0755", "looks_octal"),
        ("rate: .inf", "looks_special_float"),
        ("flag: True", "looks_boolean"),
        ("a: 1\na: 2", "duplicate_key"),
        ("a: &x 1\nb: *x", ""),
        ("a: &x [1]\nb: *x", "yaml_alias"),
        ("a: !!python/object:os.system x", "yaml_tag"),
        ("a: [", "yaml_syntax"),
        ("", "empty_file"),
    ],
)
def test_false_friends_are_problems(text: str, slug: str) -> None:
    found = slugs(text)
    assert [item for _, item in found] == ([slug] if slug else [])


def test_a_problem_names_its_line() -> None:
    assert slugs("a: 1\nb:\n  c: yes\n  c: 2\n") == [(3, "looks_boolean"), (4, "duplicate_key")]


def test_plain_values_keep_their_types_and_dates_stay_text() -> None:
    document = loads("a: 1\nb: 1.5\nc: true\nd: null\ne: 2026-11-24\nf: 'no'\ng: [x, 2]\n", "x")
    assert document.data == {
        "a": 1, "b": 1.5, "c": True, "d": None, "e": "2026-11-24", "f": "no", "g": ["x", 2],
    }  # fmt: skip
    assert not document.problems


def test_every_value_knows_its_line() -> None:
    document = loads("a:\n  - x: 1\n    y: 2\n", "x")
    assert document.line_of(("a", 0, "y")) == 3
    assert document.line_of(("a", 0, "missing")) == 2


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    assert slugs("[" * 5000)[0][1] in ("yaml_too_deep", "yaml_syntax")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.yaml").problems[0].slug == "unreadable_file"
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert load(binary).problems[0].slug == "not_utf8"


def test_a_released_document_still_knows_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\nb:\n  c: 2\n", encoding="utf-8")
    document = load(file)
    document.release()
    assert document.data is None
    assert document.line_of(("b", "c")) == 3
