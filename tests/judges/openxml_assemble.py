"""Lay out the .NET runtime and Microsoft's Open XML SDK so that Python can host them.

    python openxml_assemble.py HOME

HOME holds `dl/` with the wheel of python-redlines-docxodus, which ships both as loose files of a
self-contained application; they are put in place under HOME/dotnet.
"""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

ASSEMBLIES = (
    "DocumentFormat.OpenXml.dll",
    "DocumentFormat.OpenXml.Framework.dll",
    "System.IO.Packaging.dll",
)
RUNTIME = "Microsoft.NETCore.App"


def unpack(home: Path) -> Path:
    """The folder of the application, taken out of the wheel."""
    wheel = next((home / "dl").glob("python_redlines_docxodus-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home / "wheel")
    inner = next((home / "wheel").rglob("linux-x64.tar.gz"))
    with tarfile.open(inner) as archive:
        archive.extractall(inner.parent, filter="data")
    return next((home / "wheel").rglob("redline.deps.json")).parent


def lay_out(source: Path, root: Path) -> None:
    """Copy runtime, resolver and assemblies from `source` to where .NET looks for them."""
    targets: dict[str, Any] = json.loads((source / "redline.deps.json").read_text())["targets"]
    name = next(key for key in targets if key.endswith("/linux-x64"))
    pack = next(key for key in targets[name] if key.startswith(f"runtimepack.{RUNTIME}"))
    version = pack.rsplit("/", 1)[1]
    runtime: dict[str, Any] = targets[name][pack].get("runtime", {})
    native: dict[str, Any] = targets[name][pack].get("native", {})
    framework = root / "shared" / RUNTIME / version
    resolver = root / "host" / "fxr" / version
    library = root / "lib"
    for folder in (framework, resolver, library):
        folder.mkdir(parents=True, exist_ok=True)
    for file in [*runtime, *native]:
        shutil.copy(source / file, framework / file)
    shutil.copy(source / "libhostfxr.so", resolver)
    for file in ASSEMBLIES:
        shutil.copy(source / file, library)
    describe(root, framework, name.split("/")[0], version, (runtime, native))


def describe(
    root: Path,
    framework: Path,
    moniker: str,
    version: str,
    files: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    """Write the two files by which .NET knows what it has."""
    package = f"{RUNTIME}.Runtime.linux-x64/{version}"
    content = {"runtime": files[0], "native": files[1]}
    known = {
        "runtimeTarget": {"name": f"{moniker}/linux-x64", "signature": ""},
        "targets": {moniker: {}, f"{moniker}/linux-x64": {package: content}},
        "libraries": {package: {"type": "package", "serviceable": True, "sha512": ""}},
        "runtimes": {},
    }
    (framework / f"{RUNTIME}.deps.json").write_text(json.dumps(known))
    options = {
        "tfm": "net" + moniker.rsplit("=v", 1)[1],
        "framework": {"name": RUNTIME, "version": version},
        "configProperties": {"System.Globalization.Invariant": True},
    }
    (root / "rc.json").write_text(json.dumps({"runtimeOptions": options}))


if __name__ == "__main__":
    base = Path(sys.argv[1])
    lay_out(unpack(base), base / "dotnet")
