"""States and capitals whose names reports let speak for the governments there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from riwaya.arabic.script import fold


@cache
def speaking_states() -> Mapping[str, str]:
    """English names by the folded Arabic ones under which a state speaks ("Ankara announced")."""
    text = (files("riwaya.knowledge") / "data" / "states.yaml").read_text(encoding="utf-8")
    return {
        fold(name): english for english, names in yaml.safe_load(text).items() for name in names
    }
