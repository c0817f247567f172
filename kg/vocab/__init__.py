"""The names known beforehand: SKOS vocabularies read, compiled and matched."""
