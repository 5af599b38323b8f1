"""The sections of a commitment's page: each feeds the fragment of its name."""
