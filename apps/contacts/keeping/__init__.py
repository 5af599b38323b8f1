"""What I keep about Ana: one page of everything, found by walking the models, so that none is forgotten."""
