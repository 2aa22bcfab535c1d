"""One module for each page; each has a `router`, named in `desk.routes`."""
