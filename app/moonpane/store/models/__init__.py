"""The models of the studio: the one that answers, the ones that are known, and what is found out about them."""
