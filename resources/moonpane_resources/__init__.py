"""What ships beside the code: the embedded model, fonts, prompts, samples."""
