"""A report as pictures: small SVG files that follow the reader's light or dark theme."""
