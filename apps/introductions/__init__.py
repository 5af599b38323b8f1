"""Introductions: ask a friend for a door, with everyone's consent."""
