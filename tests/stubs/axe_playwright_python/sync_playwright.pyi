from typing import TypedDict

from playwright.sync_api import Page

class Violation(TypedDict):
    id: str

class Response(TypedDict):
    violations: list[Violation]

class AxeResults:
    response: Response

class Axe:
    def run(self, page: Page) -> AxeResults: ...
