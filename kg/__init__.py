"""Chinese public-sector news as a knowledge graph with evidence.

``import kg`` is light; what its names need is imported when they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, annotate
    from kg.api import open_graph as open

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "annotate", "open"]

_FROM_API = {"Graph": "Graph", "annotate": "annotate", "open": "open_graph"}


def __getattr__(name: str) -> Any:
    if name in _FROM_API:
        from kg import api

        return getattr(api, _FROM_API[name])
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
