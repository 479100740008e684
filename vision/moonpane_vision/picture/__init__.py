"""Pictures from strangers: what they are is made plain here, and decoded by a program of its own."""
