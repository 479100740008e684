"""What the command line does, one file a command; `moonpane.cli` only declares the options."""
