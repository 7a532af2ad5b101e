"""`octavo seal`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import EXISTING_FILE, take_folder
from octavo.commands.clock import tell_time
from octavo.commands.folders import show_path

if TYPE_CHECKING:
    from pathlib import Path

    from pyhanko.sign.signers import SimpleSigner


@click.command("seal")
@take_folder
@click.option("--certificate", type=EXISTING_FILE, help="The signer's certificate, as PEM.")
@click.option("--key", type=EXISTING_FILE, help="Its private key, as PEM.")
@click.option("--pkcs12", type=EXISTING_FILE, help="Both in one file, as .p12 or .pfx.")
@click.option("--password-file", type=EXISTING_FILE, help="A file with the password of the key.")
@click.option(
    "--time",
    "claimed",
    metavar="TIME",
    help="The time that signatures claim: `now`, or such as 2026-12-01T07:00Z. [default: none]",
)
def command(
    folder: Path,
    certificate: Path | None,
    key: Path | None,
    pkcs12: Path | None,
    password_file: Path | None,
    claimed: str | None,
) -> None:
    """Sign the files in FOLDER, a finished publication.

    Each PDF gets a signature (PAdES), and the manifest one beside it, in manifest.json.p7s, that
    vouches for all files. All of them are written, or none. `octavo verify` checks them.
    """
    try:
        from octavo.sealing.folder import seal
    except ImportError as fault:
        hint = "pip install 'octavo[seal]'"
        raise LookupError(f"signing takes pyHanko, which is not installed: {hint}") from fault

    now = tell_time()
    signer = _read_signer(certificate, key, pkcs12, password_file)
    for name in seal(folder, signer, now, _read_time(claimed, now)):
        click.echo(show_path(folder / name))


def _read_signer(
    certificate: Path | None, key: Path | None, pkcs12: Path | None, password_file: Path | None
) -> SimpleSigner:
    """Who signs. Raises `click.UsageError` for options that do not go together, `LookupError`."""
    from octavo.sealing.credentials import read_pem, read_pkcs12

    password = password_file.read_bytes().rstrip(b"\r\n") if password_file else None
    if pkcs12 and not (certificate or key):
        return read_pkcs12(pkcs12.read_bytes(), password)
    if certificate and key and not pkcs12:
        return read_pem(certificate.read_bytes(), key.read_bytes(), password)
    raise click.UsageError("give --certificate and --key, or --pkcs12 alone")


def _read_time(written: str | None, now: datetime) -> datetime | None:
    """The time that is meant, in UTC where it does not say."""
    if written is None or written == "now":
        return now if written else None
    try:
        found = datetime.fromisoformat(written)
    except ValueError as fault:
        raise click.UsageError(f"`{written}` is no time such as 2026-12-01T07:00Z") from fault
    return found if found.tzinfo else found.replace(tzinfo=UTC)
