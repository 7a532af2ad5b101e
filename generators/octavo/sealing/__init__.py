"""Signatures of finished files: of each PDF, and of the manifest that vouches for all of them.

Everything here needs pyHanko, the extra `octavo[seal]`; the rest of Octavo does without it.
"""
