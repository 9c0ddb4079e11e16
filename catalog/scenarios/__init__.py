"""People an editor has thought of, with the list each of them should get: the content tried out on them."""
