"""What can go wrong when pages are compared.

CompareError(ValueError)    a picture or a block list that cannot be measured; one sentence, names the side
"""


class CompareError(ValueError):
    """A picture or block list cannot be measured; the text says which one and what would do."""
