"""What is done with introductions by screen, and the letters outside."""
