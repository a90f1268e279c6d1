"""``python -m council_tools``."""

import sys

from council_tools.cli import main

if __name__ == "__main__":
    sys.exit(main())
