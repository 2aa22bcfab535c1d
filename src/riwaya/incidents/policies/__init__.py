"""How figures that differ become one statement: a rule with a name, as data, and its function."""

from riwaya.incidents.policies.estimates import Given, estimate
from riwaya.incidents.policies.load import POLICIES, Policy, load_policies

__all__ = ["POLICIES", "Given", "Policy", "estimate", "load_policies"]
