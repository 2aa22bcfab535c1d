"""Check every lexicon and knowledge file and name each fault; exit status 1 when there is one.

python tools/lint_data.py
"""

from __future__ import annotations

import sys

from riwaya.arabic.lexicon.lint import Fault, lexicon_files, lint_lexicon
from riwaya.knowledge.lint import lint_table, table_files


def main() -> int:
    """Write one line for each fault; 0 when there is none."""
    faults: list[Fault] = []
    for name in lexicon_files():
        faults += lint_lexicon(name)
    for name in table_files():
        faults += lint_table(name)
    for fault in faults:
        print(fault)
    checked = len(lexicon_files()) + len(table_files())
    print(f"{checked} files, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
