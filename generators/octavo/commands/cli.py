"""The command line: its commands, and what their exit status means.

Only click is imported here and by the modules of the commands; everything else waits until a
command needs it, so that `octavo --help` answers at once. Exit status: 0 done; 1 the source has
problems; 2 the command is wrong; 3 what must be there does not fit its page; 101 a fault of ours or
of a generator.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

import click

from octavo.commands import (
    approve,
    audiences,
    audit,
    build,
    check,
    completion,
    docs,
    explain,
    fit,
    generators,
    ids,
    import_publication,
    manifest,
    new,
    preview,
    read,
    schema,
    seal,
    template,
    theme,
    verify,
)
from octavo.commands.exit_status import (
    BAD_COMMAND,
    BAD_SOURCE,
    INTERRUPTED,
    TERMINATED,
    explain_exception,
)
from octavo.commands.progress import clear_progress
from octavo.commands.session import Session

COMMANDS = (
    new,
    import_publication,
    build,
    check,
    explain,
    docs,
    fit,
    audiences,
    audit,
    read,
    seal,
    verify,
    manifest,
    ids,
    approve,
    template,
    theme,
    schema,
    generators,
    preview,
    completion,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="octavo", message="%(prog)s %(version)s")
def octavo() -> None:
    """Make a booklet, a Word version and briefings from one source.

    PUBLICATION is a folder with a publication.yaml. Left out, it is the current folder, or the one
    publication under content/.
    """


for module in COMMANDS:
    octavo.add_command(module.command)


def main() -> None:
    """Run the command line and leave with its exit status, told to end by SIGTERM too."""
    signal.signal(signal.SIGTERM, _leave)
    raise SystemExit(run(sys.argv[1:]))


def _leave(number: int, frame: object) -> None:
    """Leave as after Ctrl-C, so that what is half written is taken away."""
    raise SystemExit(TERMINATED)


def run(arguments: Sequence[str]) -> int:
    """The exit status of the command line with `arguments`."""
    session = Session()
    try:
        octavo.main(list(arguments), prog_name="octavo", standalone_mode=False, obj=session)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return BAD_COMMAND
    except click.Abort as stop:
        clear_progress(session)
        click.echo(str(stop) or "stopped", err=True)
        return INTERRUPTED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else BAD_SOURCE
    except Exception as fault:  # the last place that can still say what happened
        return explain_exception(fault, session)
    finally:
        clear_progress(session)
    return 0
