"""The interactive page: one HTML file that works with no network."""
