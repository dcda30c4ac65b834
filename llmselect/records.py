"""Frozen dataclasses that are cheap to define.

The request path defines about a hundred of them. The standard library generates and compiles
``__setattr__``, ``__eq__``, ``__hash__`` and ``__repr__`` for each, which costs a quarter of a
whole ``recommend``. Here only ``__init__`` is generated; the others are shared. That nobody
assigns to a field is what mypy checks (it sees the real ``dataclass``); see docs/adr/0005.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    Class = TypeVar("Class", bound=type)

    def dataclass(*, frozen: bool, slots: bool, eq: bool = True):
        """As ``dataclasses.dataclass(frozen=True, slots=True)``, without the runtime freeze."""
        assert frozen

        def define(cls: Class) -> Class:
            cls.__doc__ = cls.__doc__ or cls.__name__  # else its signature is worked out
            made = dataclasses.dataclass(cls, slots=slots, eq=False, repr=False)
            made.__repr__ = _repr
            if eq:
                made.__eq__, made.__hash__ = _equal, _hash
            return made

        return define

    def _values(record: Any) -> tuple[Any, ...]:
        return tuple(getattr(record, name) for name in record.__dataclass_fields__)

    def _equal(self: Any, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return _values(self) == _values(other)

    def _hash(self: Any) -> int:
        return hash((type(self), _values(self)))

    def _repr(self: Any) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__qualname__}({fields})"
