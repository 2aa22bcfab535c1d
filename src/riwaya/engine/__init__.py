"""The same work serially, in a pool of processes, or on a cluster: shards, manifest, resume.

`shards` cut inputs; a `Stage` says what becomes of a shard; `run` does what is missing or has
changed, on any engine, with the same bytes as result.
"""
