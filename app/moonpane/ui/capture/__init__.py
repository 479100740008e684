"""What is on the person's screen, taken by the studio itself: pictures of a region, a window, a screen; recordings."""
