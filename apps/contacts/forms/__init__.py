"""Forms about people. Each answers 422 with what was typed, and names the field."""
