"""The sets behind the figures, by what they are sets of."""
