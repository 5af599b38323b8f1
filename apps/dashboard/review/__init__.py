"""Review: a quiet ten minutes at the end of a week."""
