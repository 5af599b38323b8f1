"""What is done with commitments by screen."""
