"""Keys and certificates for tests, made anew each time: none is kept anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner

from octavo.sealing.credentials import read_pem

NOW = datetime(2026, 12, 1, tzinfo=UTC)
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
LATER = datetime(2029, 1, 1, tzinfo=UTC)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
KINDS = ("rsa", "ecdsa", "ed25519")


@dataclass(frozen=True)
class Identity:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def signer(self) -> SimpleSigner:
        """Who signs with it."""
        return read_pem(self.pem, self.lock(NoEncryption()), None)

    def lock(self, by: KeySerializationEncryption) -> bytes:
        """The key as PEM."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, by)

    def pack(self, password: bytes) -> bytes:
        """Both as PKCS#12."""
        by = BestAvailableEncryption(password)
        return pkcs12.serialize_key_and_certificates(b"", self.key, self.certificate, None, by)


def issue(
    name: str, kind: str = "rsa", by: Identity | None = None, end: datetime = END
) -> Identity:
    """A new key, with a certificate signed by `by`, else by itself."""
    key = make_key(kind)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    usage = x509.KeyUsage(
        digital_signature=by is not None,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=by is None,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = builder.add_extension(usage, critical=True)
    if by is None:
        builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
    key_of = by.key if by else key
    digest = None if isinstance(key_of, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Identity(key, builder.sign(key_of, digest))


def make_key(kind: str) -> Key:
    """A key of that kind."""
    match kind:
        case "rsa":
            return rsa.generate_private_key(65537, 2048)
        case "ecdsa":
            return ec.generate_private_key(ec.SECP256R1())
        case _:
            return ed25519.Ed25519PrivateKey.generate()


@cache
def find_root() -> Identity:
    """Who vouches for the publisher."""
    return issue("The Placeholder Authority")


@cache
def find_publisher() -> Identity:
    """Who signs."""
    return issue("The Placeholder Press", by=find_root())
