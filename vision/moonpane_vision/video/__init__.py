"""Videos from strangers: decoded by a program of their own, sampled by time, cut into chunks for the encoder."""
