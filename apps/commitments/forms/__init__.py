"""The forms of commitments, promises and offers."""
