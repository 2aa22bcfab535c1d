"""Readings written out: one module per output format."""
