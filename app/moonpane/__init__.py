"""Moonpane's studio, command line and everything around a request."""
