"""A signed publication, and what is found when somebody changes it."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from asn1crypto.cms import ContentInfo
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
from hypothesis import given, settings, strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import (
    async_validate_detached_cms,  # pyright: ignore[reportUnknownVariableType]  it leaves arguments open
)
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from architecture import ROOT
from judges.verapdf import judge
from octavo.build.manifest import MANIFEST, SIGNATURE
from octavo.build.steps import publish
from octavo.commands.cli import run
from octavo.document.problem import SourceError
from octavo.sealing.cms import check_signature
from octavo.sealing.credentials import as_asn1
from octavo.sealing.folder import seal
from octavo.sealing.pdf_signature import read_signature, sign_pdf
from octavo.sealing.verification import verify_folder, verify_pdf
from trust.manipulations import MANIPULATIONS, PDF, WORD, append_update, link
from trust.places import SMALL
from trust.signers import KINDS, LATER, NOW, find_publisher, find_root, issue

TRUSTED = (find_root().pem,)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication, without a signature."""
    output = tmp_path_factory.mktemp("built")
    return publish(SMALL, output, only=["briefing", "word"]).folder


@pytest.fixture(scope="module")
def sealed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, signed by the publisher."""
    folder = copytree(built, tmp_path_factory.mktemp("sealed") / "small")
    seal(folder, find_publisher().signer, NOW, None)
    return folder


def codes(folder: Path, trusted: tuple[bytes, ...] = TRUSTED) -> list[str]:
    """What is found in the folder."""
    return [problem.code for problem in verify_folder(folder, trusted, NOW)]


def hold(folder: Path) -> dict[str, bytes]:
    """All files, as they are."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ------------------------------------------------------------------------------ sealed


def test_nothing_is_found_in_a_sealed_publication(sealed: Path) -> None:
    assert codes(sealed) == []
    assert codes(sealed, (find_publisher().pem,)) == []


def test_without_a_certificate_nobody_says_who_signed(sealed: Path) -> None:
    assert codes(sealed, ()) == ["VER012"]


def test_an_unsigned_manifest_says_what_it_does_not_prove(built: Path) -> None:
    assert codes(built, ()) == ["VER011"]
    assert codes(built) == ["VER009"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_ecdsa_signs_the_same_files_in_other_bytes(
    kind: str, built: Path, tmp_path: Path
) -> None:
    signer = issue("The Placeholder Press", kind).signer
    made: list[dict[str, bytes]] = []
    for name in ("one", "two"):
        folder = copytree(built, tmp_path / name)
        seal(folder, signer, NOW, None)
        made.append(hold(folder))

    assert (made[0] == made[1]) == (kind != "ecdsa")


def test_what_is_sealed_twice_has_one_signature(sealed: Path, tmp_path: Path) -> None:
    folder = copytree(sealed, tmp_path / "small")
    seal(folder, find_publisher().signer, NOW, None)

    assert hold(folder) == hold(sealed)


def test_a_time_stands_in_the_files_only_if_it_is_asked_for(sealed: Path, tmp_path: Path) -> None:
    folder = copytree(sealed, tmp_path / "small")
    seal(folder, find_publisher().signer, NOW, datetime(2026, 3, 4, tzinfo=UTC))

    assert b"D:20260304000000Z" in (folder / PDF).read_bytes()
    assert b"260304000000Z" in (folder / SIGNATURE).read_bytes()
    assert b"/M (D:" not in (sealed / PDF).read_bytes()


def test_pyhanko_itself_finds_a_signature_over_the_whole_pdf(sealed: Path) -> None:
    context = ValidationContext(trust_roots=[as_asn1(find_root().certificate)], moment=NOW)
    reader = PdfFileReader(BytesIO((sealed / PDF).read_bytes()))
    status = asyncio.run(
        async_validate_pdf_signature(
            reader.embedded_regular_signatures[0], context, key_usage_settings=USAGE
        )
    )

    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_pyhanko_itself_finds_the_signature_of_the_manifest(sealed: Path) -> None:
    context = ValidationContext(trust_roots=[as_asn1(find_root().certificate)], moment=NOW)
    signed = ContentInfo.load((sealed / SIGNATURE).read_bytes())["content"]
    data = (sealed / MANIFEST).read_bytes()
    status = asyncio.run(
        async_validate_detached_cms(data, signed, context, key_usage_settings=USAGE)
    )

    assert status.bottom_line


USAGE = KeyUsageConstraints(key_usage={"digital_signature"}, match_all_key_usages=False)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_a_sealed_pdf_conforms_as_before(flavour: str, sealed: Path, verapdf: Path) -> None:
    verdict = judge(verapdf, flavour, sealed / PDF)

    assert verdict.conforms, verdict.report


def test_the_audit_knows_a_signature(sealed: Path) -> None:
    arguments = ["audit", "--publication", str(SMALL), "--audience", "command"]

    assert run([*arguments, str(sealed / PDF)]) == 0


def test_the_audit_finds_what_is_added_to_a_sealed_file(sealed: Path, tmp_path: Path) -> None:
    file = tmp_path / PDF
    file.write_bytes((sealed / PDF).read_bytes())
    append_update(file)
    arguments = ["audit", "--publication", str(SMALL), "--audience", "command"]

    assert run([*arguments, str(file)]) == 1


def test_a_build_takes_away_a_signature_that_does_not_belong_to_it(
    sealed: Path, tmp_path: Path
) -> None:
    copytree(sealed, tmp_path / "small")
    publish(SMALL, tmp_path, only=["briefing", "word"])

    assert codes(tmp_path / "small", ()) == ["VER011"]


# ------------------------------------------------------------------------------ manipulated


@pytest.mark.parametrize("change", MANIPULATIONS.values(), ids=MANIPULATIONS)
def test_a_manipulation_is_found(change: object, sealed: Path, tmp_path: Path) -> None:
    folder = copytree(sealed, tmp_path / "small")
    assert callable(change)
    change(folder)
    problems = verify_folder(folder, TRUSTED, NOW)

    assert [problem for problem in problems if problem.severity.value == "error"] != []


def test_as_many_manipulations_are_tried_as_is_said() -> None:
    said = (ROOT / "SECURITY.md").read_text("utf-8")

    assert len(MANIPULATIONS) >= 40
    assert f"every one of {len(MANIPULATIONS)} manipulations" in said


@settings(max_examples=20)
@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_every_bit_that_is_signed_counts(sealed: Path, at: int, bit: int) -> None:
    signed, signature = read_signature((sealed / PDF).read_bytes())
    changed = bytearray(signed)
    changed[at % len(changed)] ^= 1 << bit
    roots = [find_root().certificate]

    assert check_signature(signed, signature, roots, NOW).broken == ""
    assert check_signature(bytes(changed), signature, roots, NOW).broken != ""


# ------------------------------------------------------------------------------ refused


def give(folder: Path, **files: bytes) -> list[str]:
    """Options of `octavo seal`, each with a file that has these bytes."""
    options: list[str] = []
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        options += [f"--{name.replace('_', '-')}", str(path)]
    return options


PLAIN = NoEncryption()
LOCKED = BestAvailableEncryption(b"secret")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"certificate": find_publisher().pem}, "give --certificate and --key"),
        ({"certificate": find_publisher().pem, "key": find_publisher().lock(LOCKED)}, "locked"),
        (
            {
                "certificate": find_publisher().pem,
                "key": find_publisher().lock(LOCKED),
                "password_file": b"wrong",
            },
            "the password is wrong",
        ),
        (
            {"certificate": find_publisher().pem, "key": find_root().lock(PLAIN)},
            "does not belong to the certificate",
        ),
        ({"certificate": b"nothing", "key": find_root().lock(PLAIN)}, "no certificate in PEM form"),
        (
            {"pkcs12": find_publisher().pack(b"secret"), "password_file": b"wrong"},
            "cannot be opened",
        ),
        ({"pkcs12": b"nothing"}, "cannot be opened"),
    ],
)
def test_what_nobody_can_sign_with_is_refused(
    files: dict[str, bytes], said: str, built: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = copytree(built, tmp_path / "small")

    assert run(["seal", str(folder), *give(tmp_path, **files)]) == 2
    assert said in capsys.readouterr().err
    assert hold(folder) == hold(built)


def test_a_locked_key_is_opened_by_its_password(built: Path, tmp_path: Path) -> None:
    folder = copytree(built, tmp_path / "small")
    files = give(tmp_path, pkcs12=find_publisher().pack(b"secret"), password_file=b"secret\n")

    assert run(["seal", str(folder), *files]) == 0
    assert codes(folder) == []


@pytest.mark.parametrize("moment", [LATER, datetime(2025, 1, 1, tzinfo=UTC)])
def test_a_certificate_that_is_not_valid_signs_nothing(
    moment: datetime, built: Path, tmp_path: Path
) -> None:
    folder = copytree(built, tmp_path / "small")

    with pytest.raises(LookupError, match="nothing was signed: the certificate"):
        seal(folder, find_publisher().signer, moment, None)
    assert hold(folder) == hold(built)


@pytest.mark.parametrize("change", ["edit", "add", "link"])
def test_what_is_not_as_it_was_built_is_not_signed(
    change: str, built: Path, tmp_path: Path
) -> None:
    folder = copytree(built, tmp_path / "small")
    match change:
        case "edit":
            os.truncate(folder / WORD, 10)
        case "add":
            (folder / "annex.pdf").touch()
        case _:
            link(folder, PDF)
    before = hold(folder)

    with pytest.raises(SourceError):
        seal(folder, find_publisher().signer, NOW, None)
    assert hold(folder) == before


def test_a_disk_that_is_full_leaves_the_files_as_they_were(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copytree(built, tmp_path / "small")
    files = give(tmp_path, certificate=find_publisher().pem, key=find_publisher().lock(PLAIN))

    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(os, "fsync", refuse)

    assert run(["seal", str(folder), *files]) == 2
    assert hold(folder) == hold(built)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_pyhanko_signatures_are_not_taken_for_checked(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("octavo.sealing.cms", "octavo.sealing.pdf_signature"):
        monkeypatch.setitem(__import__("sys").modules, name, None)

    assert codes(sealed) == ["VER013"]


def test_one_pdf_is_verified_alone(sealed: Path, built: Path, tmp_path: Path) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(find_root().pem)

    assert verify_pdf(sealed / PDF, TRUSTED, NOW) == ()
    assert run(["verify", str(built / PDF), "--certificate", str(root)]) == 1


def test_a_file_that_is_no_pdf_is_not_signed() -> None:
    from pikepdf import PdfError

    with pytest.raises(PdfError):
        sign_pdf(b"nothing", find_publisher().signer, None)
