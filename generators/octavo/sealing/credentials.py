"""Who signs: a certificate with its private key, out of PEM files or a PKCS#12 file."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

_SigningKey: TypeAlias = (
    RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey | Ed448PrivateKey
)
_SIGNING_KEYS = (RSAPrivateKey, EllipticCurvePrivateKey, Ed25519PrivateKey, Ed448PrivateKey)
_WRONG = (ValueError, TypeError, UnsupportedAlgorithm)
"""What the readers of keys and certificates raise for what they cannot read or unlock."""


def read_pem(certificate: bytes, key: bytes, password: bytes | None) -> SimpleSigner:
    """The signer whose certificate is the first in one PEM file, and whose key is in the other.

    Other certificates of the first file are those that vouch for it. Raises `LookupError`.
    """
    chain = read_certificates(certificate)
    try:
        private = serialization.load_pem_private_key(key, password)
    except _WRONG as fault:
        raise LookupError(_explain_key(fault, password)) from fault
    return _make_signer(private, chain)


def read_pkcs12(data: bytes, password: bytes | None) -> SimpleSigner:
    """The signer in a PKCS#12 file. Raises `LookupError`."""
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, password)
    except _WRONG as fault:
        raise LookupError(
            "the PKCS#12 file cannot be opened: the password is wrong, or it is no such file"
        ) from fault
    if private is None or certificate is None:
        missing = "private key" if private is None else "certificate"
        raise LookupError(f"the PKCS#12 file has no {missing}")
    return _make_signer(private, [certificate, *others])


def read_certificates(data: bytes) -> list[x509.Certificate]:
    """The certificates in a PEM file. Raises `LookupError` when there is none."""
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as fault:
        raise LookupError(f"there is no certificate in PEM form: {fault}") from fault


def find_expiry(certificate: x509.Certificate, moment: datetime) -> str:
    """Why the certificate is of no use at `moment`; empty while it is valid."""
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if moment < begin:
        return f"the certificate is not valid before {begin:%-d %B %Y}"
    return f"the certificate has expired on {end:%-d %B %Y}" if moment > end else ""


def as_asn1(certificate: x509.Certificate) -> Certificate:
    """The same certificate, as pyHanko has it."""
    return Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def as_x509(certificate: Certificate) -> x509.Certificate:
    """The same certificate, as `cryptography` has it."""
    return x509.load_der_x509_certificate(certificate.dump())


def _explain_key(fault: Exception, password: bytes | None) -> str:
    if isinstance(fault, TypeError):  # what the library raises for a password too many or too few
        return (
            "the private key is locked: give its password with --password-file"
            if password is None
            else "the private key has no password: leave out --password-file"
        )
    return "the private key cannot be read: the password is wrong, or it is no key in PEM form"


def _make_signer(private: object, chain: list[x509.Certificate]) -> SimpleSigner:
    if not isinstance(private, _SIGNING_KEYS):
        raise LookupError("this kind of key signs nothing here: use RSA, ECDSA, Ed25519 or Ed448")
    own = [one for one in chain if _same_key(one, private)]
    if not own:
        raise LookupError("the private key does not belong to the certificate")
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has no types
    others.register_multiple([as_asn1(one) for one in chain if one is not own[0]])
    plain = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(as_asn1(own[0]), PrivateKeyInfo.load(plain), others)


def _same_key(certificate: x509.Certificate, private: _SigningKey) -> bool:
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return certificate.public_key().public_bytes(*form) == private.public_key().public_bytes(*form)
