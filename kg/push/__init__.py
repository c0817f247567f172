"""Sending a store's graph to a triple store over HTTP, and seeing to it that it has arrived."""
