"""Candidates: models trained with what staff taught, compared with the one in use, put live while people talk."""
