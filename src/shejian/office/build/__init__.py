"""Page contexts out of answers: addresses, sentences and geometry are made here, so that templates decide nothing."""
