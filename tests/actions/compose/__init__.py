"""From plans and records to replies."""
