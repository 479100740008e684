"""The house style of the embedded model, and the guide that keeps a page to its measured outline."""
