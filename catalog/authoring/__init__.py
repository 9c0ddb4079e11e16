"""Reading the authored content (YAML and CSV) into values, with errors that teach the editor."""
