"""A list of answers that can become a data frame, JSON records or a table in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")


class Rows(tuple[T, ...]):
    """Answers as a tuple of frozen dataclasses, all of one ``kind``: the columns of a frame are its fields."""

    kind: type[T]

    def __new__(cls, items: Iterable[T], kind: type[T]) -> Rows[T]:
        """Make the tuple and remember the kind."""
        rows = super().__new__(cls, tuple(items))
        rows.kind = kind
        return rows

    @overload
    def __getitem__(self, at: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...

    def __getitem__(self, at: SupportsIndex | slice) -> T | Rows[T]:
        """Return one answer, or some of them, which can become a frame too."""
        if isinstance(at, slice):
            return Rows(super().__getitem__(at), self.kind)
        return super().__getitem__(at)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the answers as the records that ``--format json`` prints."""
        return [record(row) for row in self]

    def to_pandas(self) -> pandas.DataFrame:
        """Return the answers as a pandas frame; needs ``pip install 'kg[pandas]'``.

        Raises
        ------
        ImportError
            pandas is not installed.
        """
        import pandas

        return pandas.DataFrame(self.to_dicts(), columns=self.columns)

    def to_polars(self) -> polars.DataFrame:
        """Return the answers as a polars frame; needs ``pip install 'kg[polars]'``.

        Raises
        ------
        ImportError
            polars is not installed.
        """
        import polars

        if not self:
            return polars.DataFrame(schema=self.columns)
        return polars.DataFrame(self.to_dicts(), infer_schema_length=None)

    @property
    def columns(self) -> list[str]:
        """Return the names of the fields."""
        return field_names(self.kind)

    def _repr_html_(self) -> str:
        from kg.query.notebook import html_table

        return html_table(self.columns, self.to_dicts())


def field_names(kind: type[object]) -> list[str]:
    """Return the names of a record's fields, in order.

    Parameters
    ----------
    kind
        A dataclass or NamedTuple.
    """
    fields: Any = getattr(kind, "__dataclass_fields__", None) or getattr(kind, "_fields", ())
    return list(fields)


def record(row: object) -> dict[str, Any]:
    """Return a record as a dictionary, records inside it too, tuples as lists."""
    return {name: _plain(getattr(row, name)) for name in field_names(type(row))}


def _plain(value: object) -> object:
    if isinstance(value, tuple) and not field_names(type(value)):
        return [_plain(item) for item in value]
    return record(value) if field_names(type(value)) else value
