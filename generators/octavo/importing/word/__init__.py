"""The reader of Word files: `read_word` makes a document of ours of one, and loses no word."""

from octavo.importing.word.document import read_word as read_word
