"""`python -m walksheets`: the command, also where no window can be opened."""

import sys

from walksheets.cli import main

sys.exit(main())
