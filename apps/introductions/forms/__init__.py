"""The forms of introductions."""
