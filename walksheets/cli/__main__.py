"""`python -m walksheets.cli`: the command without the window."""

import sys

from walksheets.cli import main

sys.exit(main())
