"""A linear-chain CRF over characters, trained on annotated articles, run as vectorised lookups."""
