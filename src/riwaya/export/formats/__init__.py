"""The formats that incidents can be written in, one module each; `registry` lists them."""
