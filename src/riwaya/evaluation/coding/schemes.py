"""The schemes that need no codebook, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from riwaya.evaluation.coding import acled, ucdp
from riwaya.evaluation.coding.scheme import Scheme

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {each.format: each for each in (acled.SCHEME, ucdp.SCHEME)}
)
