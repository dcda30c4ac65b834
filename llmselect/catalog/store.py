"""The compiled catalogue, read-only. Queries return the frozen records of ``entries``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from llmselect.catalog import readers
from llmselect.catalog.boards import BoardScore, board_score_from
from llmselect.catalog.data_policy import Provider, provider_from_doc
from llmselect.catalog.entries import (
    Accelerator,
    Engine,
    Model,
    OverlayEntry,
    QualityScore,
    Quantization,
)
from llmselect.catalog.names import ALIAS, USUAL, name_key, resolve
from llmselect.catalog.prices import ApiPrice, CloudOffer, Rate
from llmselect.catalog.screening import Screened, Screening, screening_query
from llmselect.catalog.terms import License, license_from_doc
from llmselect.errors import LlmselectError
from llmselect.facts import Source
from llmselect.findings import Message, Text, message
from llmselect.request import Request

Doc = dict[str, Any]
_AMONG = "id IN (SELECT value FROM json_each(?))"


class Store:
    """One open catalogue. ``warnings`` say what the reader should know about its opening."""

    def __init__(self, connection: sqlite3.Connection, warnings: tuple[Message, ...] = ()) -> None:
        self._connection = connection
        self._warnings = [*warnings]

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the reader should know of the opening, and of how names were read."""
        return tuple(self._warnings)

    @cached_property
    def version(self) -> str:
        return self._meta["version"]

    @cached_property
    def as_of(self) -> str:
        return self._meta["as_of"]

    def screen(self, request: Request, subject: str) -> Screening:
        """Every model sorted by columns alone into candidates and what is left out, and why.

        ``subject`` is the language or task whose figure counts as evidence.
        """
        screening = Screening()
        sql, parameters = screening_query(request, subject)
        for id, total, quality, objection in self._rows(sql, *parameters):
            if objection is None:
                screening.candidates.append(Screened(id, total, quality))
            else:
                screening.left_out.setdefault(objection, []).append(id)
        return screening

    def inherited_quality(self, subject: str) -> dict[str, float]:
        """The best figure of any measured ancestor, less half an error, by descendant."""
        sql = (
            "SELECT descent.model, max(score.score - 0.5 * score.se) FROM score"
            " JOIN descent ON descent.ancestor = score.model WHERE subject = ? GROUP BY 1"
        )
        return dict(self._query(sql, subject))

    def outlines(self, ids: Sequence[str]) -> list[Model]:
        """The models of these ids, ordered by id, without what ``documents.DETAILS`` names.

        Enough for the rules that look at a model alone, and much quicker to read.
        """
        sql = f"SELECT outline FROM model_document WHERE {_AMONG} ORDER BY id"
        rows = self._query(sql, json.dumps(list(ids)))
        return [readers.model_from(json.loads(outline)) for (outline,) in rows]

    def models(self, ids: Sequence[str] | None = None) -> list[Model]:
        """The models of these ids, or all, in full and ordered by id."""
        sql = "SELECT outline, details FROM model_document"
        if ids is not None:
            sql += f" WHERE {_AMONG}"
        rows = self._query(f"{sql} ORDER BY id", *([] if ids is None else [json.dumps(list(ids))]))
        return [
            readers.model_from(json.loads(outline) | json.loads(details))
            for outline, details in rows
        ]

    def model(self, id: str) -> Model:
        return self.models([id])[0]

    def gpus(self) -> list[Accelerator]:
        return [readers.accelerator_from(doc) for doc in self._entries("gpu")]

    def gpu(self, id: str) -> Accelerator:
        return readers.accelerator_from(self._entry("gpu", id))

    def engines(self) -> dict[str, Engine]:
        return {doc["id"]: readers.engine_from(doc) for doc in self._entries("engine")}

    def engine(self, id: str) -> Engine:
        return readers.engine_from(self._entry("engine", id))

    def quantizations(self) -> dict[str, Quantization]:
        return {doc["id"]: readers.quantization_from(doc) for doc in self._entries("quant")}

    @cached_property
    def licenses(self) -> dict[str, License]:
        return {doc["id"]: license_from_doc(doc) for doc in self._entries("license")}

    def license(self, id: str) -> License:
        return license_from_doc(self._entry("license", id))

    @cached_property
    def providers(self) -> dict[str, Provider]:
        return {doc["id"]: provider_from_doc(doc) for doc in self._entries("provider")}

    def provider(self, id: str) -> Provider:
        return provider_from_doc(self._entry("provider", id))

    def prices(self) -> list[ApiPrice]:
        rows = self._query("SELECT doc FROM price ORDER BY model, provider")
        return [readers.price_from(json.loads(doc)) for (doc,) in rows]

    def offers(self) -> list[CloudOffer]:
        rows = self._query("SELECT doc FROM offer ORDER BY gpu, cloud")
        return [readers.offer_from(json.loads(doc)) for (doc,) in rows]

    def scores(self, subject: str) -> Mapping[str, QualityScore]:
        """The derived figure of every model that has one for ``subject``."""
        return _Scores(
            subject, dict(self._query("SELECT model, doc FROM score WHERE subject = ?", subject))
        )

    def board_scores(self, model: str) -> list[BoardScore]:
        """What boards publish of one model: by board, its newest state first."""
        rows = self._query(
            "SELECT mode, row.doc, head.doc, board.doc FROM board_score AS row "
            "JOIN entry AS head ON head.kind = 'board-scores' AND head.id = row.scores "
            "JOIN entry AS board ON board.kind = 'board' "
            "AND board.id = json_extract(head.doc, '$.board') "
            "WHERE model = ? ORDER BY board.id, json_extract(head.doc, '$.published') DESC, mode",
            model,
        )
        return [board_score_from(mode, *map(json.loads, docs)) for mode, *docs in rows]

    def rates(self) -> dict[str, Rate]:
        """The newest rate of each kind."""
        rates: dict[str, Rate] = {}
        for doc in self._entries("rate"):
            rate = readers.rate_from(doc)
            if rate and (rate.id not in rates or rates[rate.id].as_of < rate.as_of):
                rates[rate.id] = rate
        return rates

    def source(self, id: str) -> Source | None:
        rows = self._query("SELECT doc FROM entry WHERE kind = 'source' AND id = ?", id)
        return readers.source_from(json.loads(rows[0][0])) if rows else None

    def text(self, kind: str, id: str) -> Text | None:
        """The name of a country, language or task in both languages."""
        rows = self._query("SELECT doc FROM entry WHERE kind = ? AND id = ?", kind, id)
        if not rows:
            return None
        doc = json.loads(rows[0][0])
        return Text(doc["en"], doc["ja"])

    def regions(self) -> dict[str, frozenset[str]]:
        """Country groups that licences and laws speak of, such as the EU."""
        return {
            name: frozenset(members)
            for name, members in self._entry("regions", "regions")["regions"].items()
        }

    def resolve(self, kind: str, name: str) -> str:
        """The id of an entry by any of its names; see ``names.resolve`` for the errors.

        An official name wins over every look-alike, a full name over an alias.
        """
        key = name_key(name)
        rows = self._query(
            "SELECT text, id, rank FROM name WHERE kind = ? AND key = ? ORDER BY rank", kind, key
        ) or self._query("SELECT text, id, rank FROM name WHERE kind = ? ORDER BY rank, id", kind)
        best = rows[0][2] if rows and name_key(rows[0][0]) == key else None
        index: dict[str, list[str]] = {}
        for text, id, rank in rows:
            if best in (None, rank):
                index.setdefault(text, []).append(id)
        hints = self._names_of_country(name) if kind == "language" else ()
        id = resolve(kind, name, index, hints)
        if note := self._reading(kind, name, id, best):
            self._warnings.append(note)
        return id

    def _reading(self, kind: str, name: str, id: str, rank: int | None) -> Message | None:
        """What to say of a name that could have meant something else."""
        if kind == "model" and rank == ALIAS:
            (what,) = self._query("SELECT kind FROM model WHERE id = ?", id)[0]
            return message("note.read_as", name=name, id=id, kind=message(f"kind.{what}"))
        if kind == "gpu" and rank == USUAL:
            return message("note.usual", name=name, gpu=self.gpu(id).name, id=id)
        return None

    def _names_of_country(self, code: str) -> Iterator[str]:
        """Read when asked for: who writes "jp" for Japanese means the language of Japan."""
        sql = "SELECT text FROM name WHERE kind = 'country' AND id = ?"
        for (text,) in self._query(sql, code.strip().upper()):
            yield text

    @cached_property
    def overlay_entries(self) -> tuple[OverlayEntry, ...]:
        """The entries that came from an overlay, in its order."""
        return tuple(OverlayEntry(*row) for row in json.loads(self._meta.get("overlays", "[]")))

    @cached_property
    def _meta(self) -> dict[str, str]:
        return dict(self._query("SELECT key, value FROM meta"))

    def _entries(self, kind: str) -> list[Doc]:
        rows = self._query("SELECT doc FROM entry WHERE kind = ? ORDER BY id", kind)
        return [json.loads(doc) for (doc,) in rows]

    def document(self, kind: str, id: str) -> Doc:
        """An entry as it was written."""
        return self._entry(kind, id)

    def _entry(self, kind: str, id: str) -> Doc:
        rows = self._query("SELECT doc FROM entry WHERE kind = ? AND id = ?", kind, id)
        doc: Doc = json.loads(rows[0][0])
        return doc

    def _query(self, sql: str, *params: object) -> Sequence[Any]:
        return list(self._rows(sql, *params))

    def _rows(self, sql: str, *params: object) -> Iterator[Any]:
        try:
            yield from self._connection.execute(sql, params)
        except sqlite3.DatabaseError as error:
            raise LlmselectError("unreadable_catalog", reason=str(error)) from error


class _Scores(Mapping[str, QualityScore]):
    """Figures by model, each parsed when it is asked for: there may be many."""

    def __init__(self, subject: str, documents: dict[str, str]) -> None:
        self._subject = subject
        self._documents = documents

    def __getitem__(self, model: str) -> QualityScore:
        return readers.score_from(self._subject, model, json.loads(self._documents[model]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
