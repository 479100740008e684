"""What is said: the composer below, the transcript above it, and what a newcomer sees before the first word."""
