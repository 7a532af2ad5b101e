"""Faces shaped by HarfBuzz, and hyphenation."""
