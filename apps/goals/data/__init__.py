"""The tree of fields as a table, and once more in words for translators."""
