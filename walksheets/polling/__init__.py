"""Polling day: whose numbers the number takers brought in, so that nobody is knocked up who has voted.

Other rooms import from here and from nowhere deeper.
"""

from walksheets.polling.records import DistrictTurnout, Voted
from walksheets.polling.service import PollingDay

__all__ = ["DistrictTurnout", "PollingDay", "Voted"]
