"""An invented county, made and imported by the product's own code: to look around in, to test and to measure with."""
