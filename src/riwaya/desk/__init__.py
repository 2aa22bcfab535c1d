"""The desk: pages and an API in which people read, check and decide."""
