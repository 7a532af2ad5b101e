"""A draft becomes the document that one audience may read."""
