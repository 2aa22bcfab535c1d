"""Arabic words as data (the YAML files beside this), looked up by folded form."""

from riwaya.arabic.lexicon.entries import Sense, load_entries
from riwaya.arabic.lexicon.lookup import Lexicon, Word, lexicon_forms, load_lexicon

__all__ = ["Lexicon", "Sense", "Word", "lexicon_forms", "load_entries", "load_lexicon"]
