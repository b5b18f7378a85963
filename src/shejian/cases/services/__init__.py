"""Acts on cases: start, hand over and close them; take, correct and withdraw steps."""
