"""The Word file: template parts, body, fields, notes, lists, pictures, package."""
