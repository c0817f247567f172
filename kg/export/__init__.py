"""Views of the store for others: RDF, the HTML page, files."""
