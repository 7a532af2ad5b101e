from typing import Self

from asn1crypto.keys import PublicKeyInfo

class Certificate:
    @classmethod
    def load(cls, encoded_data: bytes, strict: bool = False) -> Self: ...
    def dump(self, force: bool = False) -> bytes: ...
    @property
    def public_key(self) -> PublicKeyInfo: ...
