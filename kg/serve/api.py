"""JSON for the explorer: an entity, its neighbours, search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from kg.export.page.data import payload
from kg.export.page.select import along
from kg.export.page.select import around as around_for_page
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.neighbors import neighbors
from kg.query.profile import profile
from kg.query.resolve import Ambiguous, NotFound, resolve
from kg.query.rows import record
from kg.query.search import search, search_entities
from kg.store.reader import Store

MOST = 500
"""Rows at most, whatever is asked for."""

LONGEST = 300
"""Characters of a name or a text that is looked for: what forgives slips takes longer the longer it is."""

Answer = Callable[[Store, Mapping[str, str]], object]


class BadParameter(ValueError):
    """A parameter that is missing or has no meaning; the message says which."""


def entity(store: Store, parameters: Mapping[str, str]) -> object:
    """Return everything known of one entity (``id``: an id or a name; ``limit`` facts)."""
    return record(profile(store, resolve(store, _text(parameters, "id")), _limit(parameters)))


def around(store: Store, parameters: Mapping[str, str]) -> object:
    """Return what is around an entity (``id``, ``limit``, and ``type`` and ``relation`` where wanted)."""
    found = neighbors(
        store,
        resolve(store, _text(parameters, "id")),
        type=_one_of(parameters, "type", (*ENTITY_TYPES, "Official")),
        relation=_one_of(parameters, "relation", (*RELATIONS, CO_OCCURRENCE)),
        limit=_limit(parameters),
    )
    return [record(row) for row in found]


def find(store: Store, parameters: Mapping[str, str]) -> object:
    """Return entities and articles found by a text (``q``, ``limit`` of each; ``kind=entity``: no articles)."""
    find_these = search_entities if _one_of(parameters, "kind", ("entity",)) else search
    return [record(row) for row in find_these(store, _text(parameters, "q"), _limit(parameters))]


def page_around(store: Store, parameters: Mapping[str, str]) -> object:
    """Return an entity and its strongest neighbours (``id``, ``limit``) as the page takes them in."""
    entity = resolve(store, _text(parameters, "id"))
    return payload(store, around_for_page(store, entity, _limit(parameters)))


def page_path(store: Store, parameters: Mapping[str, str]) -> object:
    """Return the strongest path between two entities (``from``, ``to``) as the page takes it in."""
    ends = [resolve(store, _text(parameters, name)) for name in ("from", "to")]
    return payload(store, along(store, *ends))


def json_endpoint(path: Path, answer: Answer) -> Callable[[Request], Response]:
    """Return what answers with the JSON of one of the functions above.

    Starlette runs it in a thread; each request opens the store for itself, to read.
    """

    def endpoint(request: Request) -> Response:
        try:
            with Store(path) as store:
                return _json(200, answer(store, request.query_params))
        except BadParameter as error:
            return _json(400, {"error": str(error)})
        except NotFound as error:
            return _json(404, {"error": str(error), "nearest": error.nearest})
        except Ambiguous as error:
            return _json(
                409, {"error": "several entities have this name", "ids": [e.id for e in error.candidates]}
            )

    return endpoint


def _json(status: int, value: Any) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")


def _text(parameters: Mapping[str, str], name: str) -> str:
    value = parameters.get(name, "").strip()
    if not value:
        raise BadParameter(f"{name}: is missing")
    if len(value) > LONGEST:
        raise BadParameter(f"{name}: at most {LONGEST} characters")
    return value


def _limit(parameters: Mapping[str, str]) -> int:
    value = parameters.get("limit", "20")
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= MOST):
        raise BadParameter(f"limit: a number from 1 to {MOST}")
    return int(value)


def _one_of(parameters: Mapping[str, str], name: str, known: tuple[str, ...]) -> str | None:
    value = parameters.get(name)
    if value and value not in known:
        raise BadParameter(f"{name}: one of {', '.join(known)}")
    return value or None
