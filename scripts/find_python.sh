#!/bin/sh
# Prints the Python that the virtual environment is made from: 3.11 or newer, with venv and pip in it.
set -eu

for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python; do
    path=$(command -v "$name" 2> /dev/null) || continue
    if "$path" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
        # The interpreter itself, not a shim that may mean another version tomorrow.
        "$path" -c 'import os, sys; print(os.path.realpath(sys.executable))'
        exit 0
    fi
done
echo 'No Python 3.11 or newer with venv was found: install python3.11 and python3.11-venv, or set PYTHON to its path.' >&2
exit 1
