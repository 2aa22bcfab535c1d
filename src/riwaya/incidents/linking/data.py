"""The data files of linking."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from riwaya.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str) -> dict[str, Any]:
    """The content of a file given by its name without `.yaml`; DataError if it is no mapping."""
    text = (files("riwaya.incidents.linking") / f"{name}.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=_Loader)
    if not isinstance(content, dict):
        raise DataError(f"incidents/linking/{name}.yaml: expected a mapping")
    return content
