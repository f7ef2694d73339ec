"""The address that an online map's pictures are fetched from, as settings keep it, and whose words stand on the map."""

from string import Formatter
from urllib.parse import urlsplit

OPENSTREETMAP = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OPENSTREETMAP_WORDS = "© OpenStreetMap contributors"

_AT_HOME = ("localhost", "127.0.0.1")


def holds(address: str) -> bool:
    """Tell whether tiles can be fetched from an address.

    It has `{z}`, `{x}` and `{y}` once each and nothing else in braces. It begins with https, for what is asked of the
    server says where the ward is; http only to a server on this computer.
    """
    try:
        parts = urlsplit(address.format(z=0, x=0, y=0))
        names = sorted(name for _, name, _, _ in Formatter().parse(address) if name is not None)
        reachable = bool(parts.hostname) and parts.port != 0
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _AT_HOME)
    return names == ["x", "y", "z"] and reachable and safe


def server_of(address: str) -> str:
    """Return the server's name, as messages say it; a key in the address is not the messages' to tell."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
