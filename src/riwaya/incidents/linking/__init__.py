"""Mentions of events in many reports linked into incidents.

`mentions` makes compact records of readings; `blocking` says which to compare; `signals` and
`score` compare two, with reasons; `index` finds them and `parts` says which hang together;
`clusters` groups them; `linker` does it for a whole case, or for what is new in it.
"""

from riwaya.incidents.linking.blocking import keys_of, probes_of
from riwaya.incidents.linking.clusters import cluster_id
from riwaya.incidents.linking.index import BlockIndex, Index
from riwaya.incidents.linking.linker import Relinked, link, link_new
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.linking.record import Mention

__all__ = [
    "BlockIndex",
    "Index",
    "Mention",
    "Relinked",
    "cluster_id",
    "keys_of",
    "link",
    "link_new",
    "mentions_of",
    "probes_of",
]
