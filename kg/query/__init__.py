"""Asking a store: neighbours, search, statistics, and the NetworkX view."""
