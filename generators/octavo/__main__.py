"""Run the command line with `python -m octavo`."""

from octavo.commands.cli import main

if __name__ == "__main__":
    main()
