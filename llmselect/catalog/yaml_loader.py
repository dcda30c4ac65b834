"""Strict YAML: what a person wrote is what the program gets, or an error with file and line.

YAML guesses: ``no`` is False, ``1.10`` is 1.1, ``12:30`` is 750, of two equal keys the last
wins. Here each of these is a problem with a hint, dates stay text, and every value knows its
line, so that later checks can point at it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YamlPath = tuple[str | int, ...]

_INT = re.compile(r"^[-+]?(0|[1-9][0-9_]*)$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9][0-9_]*)\.[0-9]+$")
_FALSE_FRIENDS = {
    "looks_boolean": re.compile(r"^(y|n|yes|no|on|off)$", re.IGNORECASE),
    "looks_sexagesimal": re.compile(r"^[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?$"),
    "looks_exponent": re.compile(r"^[-+]?[0-9.]+[eE][-+]?[0-9]+$"),
    "looks_octal": re.compile(r"^[-+]?0[0-9_xob][0-9a-fA-F_]*$"),
    "looks_version": re.compile(r"^[-+]?[0-9]+\.([0-9]*0)$"),
    "looks_special_float": re.compile(r"^[-+]?\.(inf|nan)$", re.IGNORECASE),
}
# What YAML resolves by itself; anything else was asked for with an explicit tag.
_PLAIN_TAGS = {
    "str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq",
}  # fmt: skip
_MAX_BYTES = 20_000_000
_MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file. ``slug`` and ``params`` become the sentence."""

    file: str
    line: int
    slug: str
    params: dict[str, Any] = field(default_factory=dict)
    severity: str = "error"


@dataclass(slots=True)
class Document:
    """A loaded file: plain data, the line of every value, and what was wrong."""

    file: str
    data: Any
    lines: dict[YamlPath, int]
    problems: list[Problem]
    source: Path | None = None

    def release(self) -> None:
        """Let go of data and lines, which take most of the memory; few files need them again."""
        if self.source is not None:
            self.data, self.lines = None, {}

    def line_of(self, path: YamlPath) -> int:
        """The line of the value at ``path``, or of its nearest parent."""
        if not self.lines and self.source is not None:
            self.lines = load(self.source).lines
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file. Never raises for its content; see ``Document.problems``."""
    name = shown_as or str(path)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        return _failed(name, 1, "unreadable_file", reason=error.strerror or str(error))
    except UnicodeDecodeError:
        return _failed(name, 1, "not_utf8")
    if len(raw) > _MAX_BYTES:
        return _failed(name, 1, "file_too_large", limit_bytes=_MAX_BYTES)
    document = loads(text, name)
    document.source = path
    return document


def loads(text: str, name: str) -> Document:
    """As ``load``, from text."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = " ".join((getattr(error, "problem", None) or str(error)).split())
        return _failed(name, mark.line + 1 if mark else 1, "yaml_syntax", reason=reason)
    except RecursionError:
        return _failed(name, 1, "yaml_too_deep", limit=_MAX_DEPTH)
    document = Document(name, None, {(): 1}, [])
    if node is None:
        document.problems.append(Problem(name, 1, "empty_file"))
        return document
    document.data = _Builder(document).build(node, (), 0)
    return document


def _failed(name: str, line: int, slug: str, **params: Any) -> Document:
    return Document(name, None, {(): line}, [Problem(name, line, slug, params)])


class _Builder:
    """Turns YAML nodes into plain data, noting lines and problems on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: YamlPath, depth: int) -> Any:
        self.document.lines[path] = node.start_mark.line + 1
        if depth > _MAX_DEPTH:
            return self._problem(node, "yaml_too_deep", limit=_MAX_DEPTH)
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            return self._problem(node, "yaml_tag", tag=node.tag)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:
            return self._problem(node, "yaml_alias")
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i), depth + 1) for i, child in enumerate(node.value)]
        return self._mapping(node, path, depth)

    def _mapping(self, node: yaml.Node, path: YamlPath, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in result:
                first = self.document.line_of((*path, key))
                self._problem(key_node, "duplicate_key", key=key, first_line=first)
                continue
            value = self.build(value_node, (*path, key), depth + 1)
            self.document.lines[(*path, key)] = key_node.start_mark.line + 1
            result[key] = value
        return result

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._problem(node, "key_not_text")
            return "?"
        if node.value == "<<":
            self._problem(node, "yaml_merge_key")
        if not node.style and _FALSE_FRIENDS["looks_boolean"].match(node.value):
            self._problem(node, "looks_boolean", value=node.value)
        return str(node.value)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        value = node.value
        if node.style:  # quoted, literal or folded: text, as written
            return value
        if value in ("true", "false"):
            return value == "true"
        if value in ("null", "~", ""):
            return None
        if value in ("True", "False", "TRUE", "FALSE", "Null", "NULL"):
            return self._problem(node, "looks_boolean", value=value)
        for slug, pattern in _FALSE_FRIENDS.items():
            if pattern.match(value):
                return self._problem(node, slug, value=value)
        if _INT.match(value):
            return int(value.replace("_", ""))
        if _FLOAT.match(value):
            return float(value.replace("_", ""))
        return value

    def _problem(self, node: yaml.Node, slug: str, **params: Any) -> None:
        line = node.start_mark.line + 1
        self.document.problems.append(Problem(self.document.file, line, slug, params))
