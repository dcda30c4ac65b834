"""Exact amounts: bytes, money and counts, as people write them.

Inside the program a size is an ``int`` of bytes and money a ``Decimal`` with its currency.
GB is 10**9 bytes and GiB 2**30; they are never mixed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from llmselect.errors import LlmselectError

KB, MB, GB, TB = 10**3, 10**6, 10**9, 10**12
KIB, MIB, GIB, TIB = 2**10, 2**20, 2**30, 2**40

_BYTE_UNITS = {
    "b": 1, "kb": KB, "mb": MB, "gb": GB, "tb": TB,
    "kib": KIB, "mib": MIB, "gib": GIB, "tib": TIB,
}  # fmt: skip
_COUNT_SUFFIXES = {
    "": 1, "k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12,
    "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_CURRENCY_MARKS = {"円": "JPY", "¥": "JPY", "￥": "JPY", "$": "USD", "ドル": "USD", "€": "EUR"}
_DAYS = {"d": 1, "日": 1, "w": 7, "週": 7, "y": 365, "年": 365}
_NUMBER = r"[0-9][0-9,_]*(?:\.[0-9]+)?"
_AMOUNT = re.compile(rf"^(?P<number>{_NUMBER})(?P<suffix>[a-z千万億兆]*)$", re.IGNORECASE)
# Digits as a Japanese keyboard may give them.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in one currency. Amounts of two currencies are never added."""

    amount: Decimal
    currency: str

    def times(self, factor: int | Decimal) -> Money:
        return Money(self.amount * factor, self.currency)


@dataclass(frozen=True, slots=True)
class Budget:
    """Money to spend: once, or per month."""

    money: Money
    per_month: bool


def parse_bytes(text: str) -> int:
    """``24GB``, ``64 GiB`` or ``512MiB`` in bytes; a bare number is refused, it has no unit."""
    match = re.match(rf"^({_NUMBER})\s*([KMGT]?i?B)$", _plain(text), re.IGNORECASE)
    if not match:
        raise LlmselectError("bad_size", value=text)
    return int(_decimal(match[1]) * _BYTE_UNITS[match[2].lower()])


def parse_count(text: str) -> int:
    """``2M``, ``131072``, ``32k`` or ``300万`` as an integer; ``k`` is 1000."""
    match = _AMOUNT.match(_plain(text).replace(" ", ""))
    if not match or match["suffix"].lower() not in _COUNT_SUFFIXES:
        raise LlmselectError("bad_number", value=text)
    value = _decimal(match["number"]) * _COUNT_SUFFIXES[match["suffix"].lower()]
    if value != value.to_integral_value():
        raise LlmselectError("bad_number", value=text)
    return int(value)


def parse_money(text: str) -> Money:
    """``990000000JPY``, ``9.9億円``, ``10M USD`` or ``$500``; the currency is required."""
    plain = _plain(text)
    currency = None
    for mark, code in _CURRENCY_MARKS.items():
        if mark in plain:
            currency, plain = code, plain.replace(mark, "", 1)
            break
    else:
        match = re.search(r"(?<![A-Za-z])(?:[kKmMbB]|bn)?\s*([A-Z]{3})$", plain) or re.search(
            r"()([A-Z]{3})$", plain.upper()
        )
        if match:
            currency = match[match.lastindex or 1].upper()
            plain = plain[: len(plain) - 3]
    match = _AMOUNT.match(plain.strip().replace(" ", ""))
    if not currency or not match or match["suffix"].lower() not in _COUNT_SUFFIXES:
        raise LlmselectError("bad_money", value=text)
    return Money(_decimal(match["number"]) * _COUNT_SUFFIXES[match["suffix"].lower()], currency)


def parse_budget(text: str) -> Budget:
    """``50000JPY/month``, ``月5万円`` or ``300000JPY`` (once)."""
    plain = _plain(text)
    match = re.match(r"^(.*?)\s*/\s*(month|mo|月)$", plain, re.IGNORECASE)
    if match:
        return Budget(parse_money(match[1]), per_month=True)
    if plain.startswith(("月額", "月")):
        return Budget(parse_money(plain.removeprefix("月額").removeprefix("月")), per_month=True)
    return Budget(parse_money(plain), per_month=False)


def parse_days(text: str) -> int:
    """``180d``, ``26w`` or ``1y`` in days; a year is 365."""
    match = re.match(r"^([0-9]+)\s*(d|w|y|日|週|年)$", _plain(text), re.IGNORECASE)
    if not match:
        raise LlmselectError("bad_age", value=text)
    return int(match[1]) * _DAYS[match[2].lower()]


def _plain(text: str) -> str:
    return text.strip().lstrip("~約").strip().translate(_FULL_WIDTH)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace("_", ""))
