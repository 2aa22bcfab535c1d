"""One report read into a Reading; `read.py` composes the steps."""
