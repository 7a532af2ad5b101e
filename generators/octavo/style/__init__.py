"""The look and the words of a publication: theme, contrast, dates, phrases."""
