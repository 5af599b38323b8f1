"""Plots: ink on paper, laid out by pure functions and drawn on the server in two widths.

One scaled drawing would shrink its letters to 6 px on a phone. Letters are so large that no screen from
320 px on shows them below 11 px. Attributes and classes only, for no style may stand in a page.
"""
