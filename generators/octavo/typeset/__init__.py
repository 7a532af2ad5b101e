"""Setting text: faces, hyphenation, breaking into lines, rows and pages."""
