"""The pages of People, one noun per file."""
