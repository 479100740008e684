"""Models that a person may use: which there are, what each needs, what an endpoint really can, how fast it is."""
