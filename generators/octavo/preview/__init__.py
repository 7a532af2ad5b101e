"""A publication in the browser while it is written: its pages, its problems, its readers."""
