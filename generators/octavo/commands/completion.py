"""`octavo completion`, and what a shell offers behind options and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from octavo.files.yaml_tree import YamlValue

VARIABLE = "_OCTAVO_COMPLETE"
"""The variable of the environment by which a shell asks for completions, as Click calls it."""


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete what is typed.

    It knows commands, options, the audiences and outputs of the publication, and codes.

    For bash, add `eval "$(octavo completion bash)"` to ~/.bashrc; for zsh, the same with `zsh` to
    ~/.zshrc; for fish, write the output to ~/.config/fish/completions/octavo.fish.
    """
    from click.shell_completion import get_completion_class

    root = context.find_root()
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"nothing is known of the shell `{shell}`")
    click.echo(found(root.command, {}, root.info_name or "octavo", VARIABLE).source())


def complete_audiences(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The audiences of the publication that begin with what is `typed`, with their names."""
    audiences = _read(context).get("audiences")
    named = audiences if isinstance(audiences, Mapping) else {}
    return _offer({id: _get_name(entry) for id, entry in named.items()}, typed)


def complete_generators(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The generators that the publication lists; all that are installed when it lists none."""
    from octavo.generator import list_generators

    outputs = _read(context).get("outputs")
    entries = outputs if isinstance(outputs, list) else []
    listed = [entry.get("generator") if isinstance(entry, dict) else entry for entry in entries]
    names = [name for name in listed if isinstance(name, str)] or list_generators()
    return _offer(dict.fromkeys(names, ""), typed)


def complete_codes(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The codes that begin with what is `typed`, with what they mean."""
    from octavo.document.codes import CODES

    return _offer({entry.code: entry.meaning for entry in CODES}, typed.upper())


def complete_pages(
    context: click.Context, parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """The pages of the documentation that begin with what is `typed`."""
    from octavo.files.pages import read_pages

    return _offer(
        {name: text.partition("\n")[0].lstrip("# ") for name, text in read_pages().items()}, typed
    )


def _offer(names: Mapping[str, str], typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(name, help=said or None)
        for name, said in names.items()
        if name.startswith(typed)
    ]


def _get_name(entry: YamlValue) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


def _read(context: click.Context) -> Mapping[str, YamlValue]:
    """What stands in the publication.yaml that the command is about, the first of several; nothing
    if it has none."""
    from octavo.commands.folders import find_publication
    from octavo.files.library import Folder
    from octavo.files.source_file import open_source
    from octavo.files.yaml_tree import parse_yaml

    given = cast("Path | None", context.params.get("publication"))
    several = cast("tuple[Path, ...]", context.params.get("publications") or ())
    try:
        folder = find_publication(next(iter(several), given))
    except click.UsageError:
        return {}
    source = open_source(Folder(folder), "publication.yaml", [])
    tree = parse_yaml(source, source.text) if source else None
    return tree.value if tree and isinstance(tree.value, dict) else {}
