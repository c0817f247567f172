"""Finding names: one recogniser a file, one protocol, one merge step."""
