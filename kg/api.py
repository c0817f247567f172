"""The Python interface: the questions of the command line as functions of an open graph.

    import kg

    with kg.open("output") as g:
        for row in g.neighbors("上海仪电"):
            print(row.name, row.evidence)

Entities are named by any of their names, or by id. Answers are :class:`~kg.query.rows.Rows` of frozen
dataclasses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.query.articles import ArticleRow, articles
from kg.query.facts import FactRow, facts
from kg.query.neighbors import Neighbor, neighbors
from kg.query.profile import Profile, profile
from kg.query.resolve import resolve
from kg.query.rows import Rows
from kg.query.search import Hit, search
from kg.query.statistics import Count, stats
from kg.query.timeline import TimelineRow, timeline
from kg.store.find import find_store
from kg.store.reader import Entity, Store

if TYPE_CHECKING:
    import networkx as nx

    from kg.annotated import AnnotatedText
    from kg.query.difference import Difference
    from kg.query.paths import Path as GraphPath
    from kg.query.top import Ranked


def open_graph(path: str | Path | None = None) -> Graph:
    """Open a store for questions.

    Parameters
    ----------
    path
        A folder that ``kg build`` wrote, or the kg.db in it; else $KG_STORE; else the nearest output/kg.db,
        here or in a folder above.

    Raises
    ------
    kg.store.errors.StoreError
        There is no store, or it cannot be read.
    """
    return Graph(Store(find_store(None if path is None else Path(path))))


def annotate(text: str, title: str = "", lexicons: Sequence[str | Path] = ()) -> AnnotatedText:
    """Find names and relations in a text.

    Parameters
    ----------
    text
        The body of an article.
    title
        Its headline: names in it count too.
    lexicons
        Files of names of one's own (.ttl or .csv).
    """
    from kg.annotated import annotate_text

    return annotate_text(text, title, tuple(Path(f) for f in lexicons))


class Graph:
    """An open store; a context manager.

    Every method that takes a name raises :class:`kg.query.resolve.NotFound` (with the nearest names) or
    :class:`kg.query.resolve.Ambiguous` (with the candidates' ids), both ``LookupError``.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"kg.open({str(self.store.path)!r})"

    def _repr_html_(self) -> str:
        return self.stats()._repr_html_()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def entity(self, name: str) -> Entity:
        """Return the one entity that has this name or id."""
        return resolve(self.store, name)

    def neighbors(
        self,
        name: str,
        *,
        type: str | None = None,
        relation: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
    ) -> Rows[Neighbor]:
        """Return what is around an entity; see :func:`kg.query.neighbors.neighbors`."""
        found = neighbors(
            self.store,
            self.entity(name),
            type=type,
            relation=relation,
            since=since,
            until=until,
            limit=limit,
        )
        return Rows(found, Neighbor)

    def show(self, name: str, limit: int = 20) -> Profile:
        """Return everything known of an entity; see :func:`kg.query.profile.profile`."""
        return profile(self.store, self.entity(name), limit)

    def path(
        self, source: str, target: str, *, k: int = 3, via: Sequence[str] = (), facts_only: bool = False
    ) -> Rows[GraphPath]:
        """Return the strongest ways from one entity to another; see :func:`kg.query.paths.paths`."""
        from kg.query.paths import Path as Found
        from kg.query.paths import paths

        ends = self.entity(source), self.entity(target)
        return Rows(paths(self.store, *ends, k=k, via=via, facts_only=facts_only), Found)

    def facts(
        self,
        *,
        relation: str | None = None,
        head: str | None = None,
        tail: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        modality: str | None = None,
        limit: int = 20,
    ) -> Rows[FactRow]:
        """Return facts, most supported first; see :func:`kg.query.facts.facts`."""
        found = facts(
            self.store,
            relation=relation,
            head=self.entity(head) if head else None,
            tail=self.entity(tail) if tail else None,
            type=type,
            since=since,
            until=until,
            modality=modality,
            limit=limit,
        )
        return Rows(found, FactRow)

    def search(self, text: str, limit: int = 20) -> Rows[Hit]:
        """Return entities by their names and articles by their text; see :func:`kg.query.search.search`."""
        return Rows(search(self.store, text, limit), Hit)

    def timeline(
        self, name: str, *, since: str | None = None, until: str | None = None, limit: int = 20
    ) -> Rows[TimelineRow]:
        """Return what is stated about an entity, day by day; see :func:`kg.query.timeline.timeline`."""
        found = timeline(self.store, self.entity(name), since=since, until=until, limit=limit)
        return Rows(found, TimelineRow)

    def articles(
        self, name: str | None = None, *, since: str | None = None, until: str | None = None, limit: int = 20
    ) -> Rows[ArticleRow]:
        """Return the latest articles, or those that name an entity."""
        entity = self.entity(name) if name else None
        return Rows(articles(self.store, entity, since=since, until=until, limit=limit), ArticleRow)

    def stats(self, by: str | None = None) -> Rows[Count]:
        """Return how much of what there is; see :func:`kg.query.statistics.stats`."""
        return Rows(stats(self.store, by), Count)

    def top(self, *, type: str | None = None, by: str = "degree", limit: int = 20) -> Rows[Ranked]:
        """Return the entities that matter most; see :func:`kg.query.top.top`."""
        from kg.query.top import Ranked as Row
        from kg.query.top import top

        return Rows(top(self.store, type=type, by=by, limit=limit), Row)

    def diff(self, old: str | Path, new: str | None = None, limit: int = 20) -> Rows[Difference]:
        """Return what is new since an older store, or between two dates.

        Parameters
        ----------
        old
            An older store; or a date, where ``new`` is one too.
        """
        from kg.query.difference import Difference as Row
        from kg.query.difference import diff_days, diff_stores

        if new is not None:
            return Rows(diff_days(self.store, str(old), new, limit), Row)
        path = Path(old)
        return Rows(diff_stores(self.store, path / "kg.db" if path.is_dir() else path, limit), Row)

    def to_networkx(self, *, cooccurrence: bool = True) -> nx.MultiDiGraph:
        """Return the whole graph for NetworkX; see :func:`kg.query.graph.to_networkx`."""
        from kg.query.graph import to_networkx

        return to_networkx(self.store, cooccurrence=cooccurrence)
