"""The data files of this layer."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str) -> dict[str, Any]:
    """The content of a file given by its name without `.yaml`; ValueError if it is no mapping."""
    text = (files("riwaya.ontology") / f"{name}.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=_Loader)
    if not isinstance(content, dict):
        raise ValueError(f"ontology/{name}.yaml: expected a mapping")
    return content
