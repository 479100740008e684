"""Speed, measured as ratios in one run: `make bench`. Nothing here is asserted; machines are shared and noisy."""
