"""Reading article files and cleaning their text."""
