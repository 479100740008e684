"""The versions of the page as a tree: which was made from which, by whom, and how close each came."""
