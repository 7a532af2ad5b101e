"""Ask Microsoft's Open XML SDK what is wrong with Word files.

    python openxml_validate.py ROOT FILE...

Run by a Python that has pythonnet, with the .NET runtime that `openxml_assemble` laid out in ROOT.
Prints one JSON object: for each file the list of errors found in it.
"""

# mypy: ignore-errors
# pyright: basic, reportMissingImports=false
from __future__ import annotations

import json
import os
import sys


def start(root):
    """Start .NET and give its Open XML classes."""
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    import pythonnet
    from clr_loader import get_coreclr

    pythonnet.set_runtime(get_coreclr(runtime_config=f"{root}/rc.json", dotnet_root=root))
    import clr

    for assembly in ("DocumentFormat.OpenXml.Framework", "DocumentFormat.OpenXml"):
        clr.AddReference(f"{root}/lib/{assembly}.dll")
    from DocumentFormat.OpenXml import FileFormatVersions
    from DocumentFormat.OpenXml.Packaging import WordprocessingDocument
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator

    return WordprocessingDocument, OpenXmlValidator(FileFormatVersions.Microsoft365)


def judge(path, opener, validator):
    """The errors in one file; the SDK throws where a part is missing."""
    try:
        document = opener.Open(path, False)
    except Exception as fault:
        return [f"does not open: {str(fault).splitlines()[0]}"]
    try:
        return [describe(error) for error in validator.Validate(document)]
    except Exception as fault:
        return [f"cannot be validated: {str(fault).splitlines()[0]}"]
    finally:
        document.Dispose()


def describe(error):
    """One error with its place."""
    part = error.Part.Uri if error.Part is not None else ""
    place = error.Path.XPath if error.Path is not None else ""
    return f"{error.Id}: {error.Description} at {part} {place}"


if __name__ == "__main__":
    classes = start(sys.argv[1])
    json.dump({path: judge(path, *classes) for path in sys.argv[2:]}, sys.stdout)
