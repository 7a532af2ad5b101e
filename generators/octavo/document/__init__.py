"""The document: a tree of plain, frozen values that every generator reads."""

from octavo.document.tree import *  # noqa: F403  what the tree lists as public, and nothing else
