"""Markdown of any dialect: front matter, blocks, words; nothing of it is lost unnamed."""

from octavo.importing.markdown.reading import read_markdown as read_markdown
