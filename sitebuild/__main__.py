"""python -m sitebuild: the commands behind the Makefile (cli.py)."""

import gc
import sys

gc.disable()  # a command lives for less than a second, and a quarter of that went into looking for garbage

from sitebuild import cli  # noqa: E402

sys.exit(cli.main())
