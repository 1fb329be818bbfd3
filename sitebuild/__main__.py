"""python -m sitebuild: the commands behind the Makefile (cli.py)."""

import gc
import sys


def main() -> int:
    """Run a command; return its exit status."""
    gc.disable()  # a command lives for less than a second, and a quarter of that went into looking for garbage
    from sitebuild import cli

    return cli.main()


sys.exit(main())
