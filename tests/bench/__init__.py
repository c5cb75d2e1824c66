"""Speed and memory, measured; no test depends on them."""
