"""Writing PDF: tagged, archival and the same every time; ReportLab holds the objects."""
