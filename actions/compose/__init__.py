"""From plans and records of the catalogue to replies."""
