"""`python -m riwaya`."""

from riwaya.cli import main

main()
