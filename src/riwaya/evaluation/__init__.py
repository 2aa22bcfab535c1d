"""How well the program does: against annotated reports, and against what people coded by hand."""
