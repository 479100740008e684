"""`python -m moonpane` is `moonpane`."""

from moonpane.cli import main

if __name__ == "__main__":
    main()
