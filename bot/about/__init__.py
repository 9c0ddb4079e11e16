"""The page /about: what answers here rest on, and how well people are understood."""
