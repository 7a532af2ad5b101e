"""What the tests use of openxml-audit, which ships no types."""

from pathlib import Path

class ValidationError:
    id: str
    description: str

class ValidationResult:
    errors: list[ValidationError]

class OpenXmlValidator:
    def validate(self, path: str | Path) -> ValidationResult: ...
