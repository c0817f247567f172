"""Finding names: candidates from tagger, lexicon and patterns, one ranker that weighs them, one step that settles overlaps."""
