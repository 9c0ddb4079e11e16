"""The editorial gate: what a human editor would stop before it is published, found by rule."""
