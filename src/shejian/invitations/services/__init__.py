"""Acts of inviting, coming in, handing over, and asking for corrections."""
