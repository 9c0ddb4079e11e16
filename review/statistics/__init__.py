"""What people need, how it is answered, and where it fails: figures by day, their pages and downloads."""
