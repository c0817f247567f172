"""The graph over HTTP on this machine: SPARQL, JSON for the explorer, the page."""
