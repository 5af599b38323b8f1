"""Commitments: what one gives, to whom, for how long, and the evenings it takes."""
