"""Likeness: which of one member's people may be the same person, found by blocks, never all against all."""
