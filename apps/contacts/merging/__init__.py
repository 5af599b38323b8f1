"""Merging: two entries that are one become one, with everything that hangs on both."""
