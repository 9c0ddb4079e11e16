"""The catalogue as open data: linked data after CPSV-AP 3.2, and tables; written, checked, read back without loss."""
