"""Documents of other programs become a publication: read, put in order, written as a source."""
