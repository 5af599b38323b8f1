"""The sections of a goal's page, in their order: each answers with its facts, or None to stay away."""
