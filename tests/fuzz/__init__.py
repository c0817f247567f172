"""Coverage-guided fuzzing; ``python -m tests.fuzz.run reader --seconds 600``."""
