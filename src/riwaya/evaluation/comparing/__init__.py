"""The program's incidents held against those that people coded by hand."""
