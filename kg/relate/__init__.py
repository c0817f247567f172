"""Finding what links the names of one article."""
