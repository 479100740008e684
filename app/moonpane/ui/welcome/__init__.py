"""What a person sees before there is a page: what happens here, where to begin, what was done last."""
