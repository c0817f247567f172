"""The Python interface: the questions of the command line as functions of an open graph.

    import kg

    with kg.open("output") as g:
        for row in g.neighbors("上海仪电"):
            print(row.name, row.evidence)

Entities are named by any of their names, or by id. Answers are :class:`~kg.query.rows.Rows` of frozen
dataclasses.

Longer than other files: it is the public reference, and more than half of it explains.
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
from kg.query.words import entity_type, modality_word, relation_word
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

    Returns
    -------
    Graph
        The open store; close it, or use it in a ``with`` statement.

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
        Files of names of one's own: SKOS (.ttl), or .csv with the columns name, type, aliases.

    Returns
    -------
    AnnotatedText
        The cleaned text, the names in it, and the relations that it states.

    Raises
    ------
    kg.vocab.lexicon.LexiconError
        A file of names cannot be read.
    """
    from kg.annotated import annotate_text

    return annotate_text(text, title, tuple(Path(f) for f in lexicons))


class Graph:
    """An open store, to ask questions of; a context manager. Made by ``kg.open``.

    Parameters
    ----------
    store
        The store that is asked.
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
        """Close the file; nothing can be asked after that."""
        self.store.close()

    def entity(self, name: str) -> Entity:
        """Return the one entity that has this name or id.

        Parameters
        ----------
        name
            Any of its names, or its id (``company/上海仪电``).

        Returns
        -------
        Entity
            Its id, type and preferred name, how often and when it is mentioned.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        """
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
        """Return what is around an entity: facts by support, then co-occurrence by significance.

        Parameters
        ----------
        name
            Any of its names, or its id (``company/上海仪电``).
        type
            Only neighbours of this entity type; ``Official`` for officials.
        relation
            Only this relation; ``coOccursWith`` for co-occurrence.
        since, until
            Dates or their beginnings (``2026-01-29``, ``2026-01``, ``2026``), both included; None leaves an end open.
        limit
            At most so many.

        Returns
        -------
        Rows[Neighbor]
            A link each, with the sentence that shows it best.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        ValueError
            There is no such type or relation; or what is given is not a date, or the period ends before it begins.
        """
        found = neighbors(
            self.store,
            self.entity(name),
            type=entity_type(type),
            relation=relation_word(relation, cooccurrence=True),
            since=since,
            until=until,
            limit=limit,
        )
        return Rows(found, Neighbor)

    def show(self, name: str, limit: int = 20) -> Profile:
        """Return everything known of an entity.

        Parameters
        ----------
        name
            Any of its names, or its id (``company/上海仪电``).
        limit
            At most so many facts, and as many co-occurrences.

        Returns
        -------
        Profile
            Its names, dates, facts, and what it is named together with.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        """
        return profile(self.store, self.entity(name), limit)

    def path(
        self, source: str, target: str, *, k: int = 3, via: Sequence[str] = (), facts_only: bool = False
    ) -> Rows[GraphPath]:
        """Return the strongest ways from one entity to another.

        Parameters
        ----------
        source, target
            The ends, by any of their names or ids.
        k
            At most so many ways.
        via
            Only through entities of these types; empty for all.
        facts_only
            Whether co-occurrence is left out.

        Returns
        -------
        Rows[Path]
            The strongest first; none where the two are not connected.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        ValueError
            There is no such type.
        """
        from kg.query.paths import Path as Found
        from kg.query.paths import paths

        types = [word for word in map(entity_type, via) if word]
        ends = self.entity(source), self.entity(target)
        return Rows(paths(self.store, *ends, k=k, via=types, facts_only=facts_only), Found)

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
        """Return facts, most supported first.

        Parameters
        ----------
        relation
            Only this relation.
        head, tail
            Only facts with these entities at their ends, by any of their names or ids.
        type
            Only facts with an entity of this type at one end: the other one, where an end is given.
        since, until
            Dates or their beginnings (``2026-01-29``, ``2026-01``, ``2026``), both included; None leaves an end open.
        modality
            Only ``stated``, ``planned`` or ``negated`` ones.
        limit
            At most so many.

        Returns
        -------
        Rows[FactRow]
            A fact each, with the sentence that states it most surely.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        ValueError
            There is no such relation, type or modality; or what is given is not a date, or the period ends
            before it begins.
        """
        found = facts(
            self.store,
            relation=relation_word(relation, cooccurrence=False),
            head=self.entity(head) if head else None,
            tail=self.entity(tail) if tail else None,
            type=entity_type(type),
            since=since,
            until=until,
            modality=modality_word(modality),
            limit=limit,
        )
        return Rows(found, FactRow)

    def search(self, text: str, limit: int = 20) -> Rows[Hit]:
        """Return entities by their names and articles by their text.

        Parameters
        ----------
        text
            A name, a part of one, its pinyin or initials, with a slip too; words of articles.
        limit
            At most so many entities, and as many articles.

        Returns
        -------
        Rows[Hit]
            Entities first, the best hit first.
        """
        return Rows(search(self.store, text, limit), Hit)

    def timeline(
        self, name: str, *, since: str | None = None, until: str | None = None, limit: int = 20
    ) -> Rows[TimelineRow]:
        """Return what is stated about an entity, day by day.

        Parameters
        ----------
        name
            Any of its names, or its id (``company/上海仪电``).
        since, until
            Dates or their beginnings (``2026-01-29``, ``2026-01``, ``2026``), both included; None leaves an end open.
        limit
            At most so many: the latest.

        Returns
        -------
        Rows[TimelineRow]
            The latest at the end.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        ValueError
            What is given is not a date, or the period ends before it begins.
        """
        found = timeline(self.store, self.entity(name), since=since, until=until, limit=limit)
        return Rows(found, TimelineRow)

    def articles(
        self, name: str | None = None, *, since: str | None = None, until: str | None = None, limit: int = 20
    ) -> Rows[ArticleRow]:
        """Return the latest articles, or those that name an entity.

        Parameters
        ----------
        name
            Only articles that name this entity; None for all.
        since, until
            Dates or their beginnings (``2026-01-29``, ``2026-01``, ``2026``), both included; None leaves an end open.
        limit
            At most so many.

        Returns
        -------
        Rows[ArticleRow]
            The latest first.

        Raises
        ------
        kg.query.resolve.NotFound
            No entity has this name; the message offers the nearest ones.
        kg.query.resolve.Ambiguous
            Several have it; the message gives their ids.
        ValueError
            What is given is not a date, or the period ends before it begins.
        """
        entity = self.entity(name) if name else None
        return Rows(articles(self.store, entity, since=since, until=until, limit=limit), ArticleRow)

    def stats(self, by: str | None = None) -> Rows[Count]:
        """Return how much of what there is.

        Parameters
        ----------
        by
            ``type``, ``relation``, ``month`` or ``account``; None for totals.

        Returns
        -------
        Rows[Count]
            A number each, with what it counts.

        Raises
        ------
        ValueError
            There is no such way to count.
        """
        return Rows(stats(self.store, by), Count)

    def top(self, *, type: str | None = None, by: str = "degree", limit: int = 20) -> Rows[Ranked]:
        """Return the entities that matter most.

        Parameters
        ----------
        type
            Only entities of this type, ranked among all; ``Official`` for officials.
        by
            ``degree``, ``pagerank`` or ``betweenness``; the last two look at the whole graph.
        limit
            At most so many.

        Returns
        -------
        Rows[Ranked]
            The highest first.

        Raises
        ------
        ValueError
            There is no such type or measure.
        """
        from kg.query.top import Ranked as Row
        from kg.query.top import top

        return Rows(top(self.store, type=entity_type(type), by=by, limit=limit), Row)

    def diff(self, old: str | Path, new: str | None = None, limit: int = 20) -> Rows[Difference]:
        """Return what is new since an older store, or between two dates.

        Parameters
        ----------
        old
            An older store; or a date, where ``new`` is one too.
        new
            The later date; None where stores are compared.
        limit
            At most so many entities, and as many facts.

        Returns
        -------
        Rows[Difference]
            What came, went, or has other support.

        Raises
        ------
        ValueError
            What is given is not a date, or the first is not before the second.
        kg.store.errors.StoreError
            There is no older store there.
        """
        from kg.query.difference import Difference as Row
        from kg.query.difference import diff_days, diff_stores

        if new is not None:
            return Rows(diff_days(self.store, str(old), new, limit), Row)
        path = Path(old)
        return Rows(diff_stores(self.store, path / "kg.db" if path.is_dir() else path, limit), Row)

    def to_networkx(self, *, cooccurrence: bool = True) -> nx.MultiDiGraph:
        """Return the whole graph for NetworkX.

        Parameters
        ----------
        cooccurrence
            Whether co-occurrence is in it, as one edge for each pair, from one to the other.

        Returns
        -------
        networkx.MultiDiGraph
            Nodes are ids of entities, with ``type``, ``name``, ``official``, ``aliases``, ``articles`` and
            ``mentions``. Edges have ``relation`` (also their key), ``weight`` (articles, or sentences for
            co-occurrence), ``first``, ``last``, ``evidence`` (one sentence), and ``confidence``, or ``npmi``
            and ``p_value`` for co-occurrence.
        """
        from kg.query.graph import to_networkx

        return to_networkx(self.store, cooccurrence=cooccurrence)
