"""The SQLite store: the truth that every view is made from. The only code that knows SQL."""
