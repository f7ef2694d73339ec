"""How dates, counts and distances read on paper: short British English, the same on every machine. Pure."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(iso: str, *, short: bool = False) -> str:
    """Return "1 Dec 2025", or "1 Dec ’25" when short; what is not an ISO date comes back as it is."""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    year = f"’{when.year % 100:02d}" if short else str(when.year)
    return f"{when.day} {_MONTHS[when.month - 1]} {year}"


def month(iso: str) -> str:
    """Return "Oct ’25"."""
    return day(iso, short=True).partition(" ")[2] or iso


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 door", "28 doors", "1,204 doors"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def distance(metres: float) -> str:
    """Return "85 m" or "1.2 km"."""
    return f"{round(metres / 5) * 5} m" if metres < 950 else f"{metres / 1000:.1f} km"


def minutes(value: float) -> str:
    """Return "about 45 min", or "about 1 h 30" from an hour and a half on."""
    whole = round(value)
    return f"about {whole} min" if whole < 90 else f"about {whole // 60} h {whole % 60:02d}"


def bundles(leaflets: int, bundle: int, spares: int) -> str:
    """Return how leaflets are counted out: "1 bundle of 100 + 37 loose + 3 spare"."""
    whole, loose = divmod(leaflets, bundle)
    parts = [f"{count(whole, 'bundle')} of {bundle}"] if whole else []
    if loose or not whole:
        parts.append(f"{loose} loose")
    if spares:
        parts.append(f"{spares} spare")
    return " + ".join(parts)
