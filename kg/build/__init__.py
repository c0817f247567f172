"""The orchestration: from article files to a store, on one machine or many."""
