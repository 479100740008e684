"""What a person draws onto a picture or a blank sheet, and what of it a model is told."""
