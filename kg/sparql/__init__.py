"""SPARQL over a store: a copy of its graph for pyoxigraph, and processes that answer from it."""
