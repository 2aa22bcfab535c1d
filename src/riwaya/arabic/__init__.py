"""How Arabic says it: script, words, inflection, numbers, dates, names."""
