"""Small maps drawn by hand: a grid of metres about one place, written as an .osm file."""

from dataclasses import dataclass, field
from pathlib import Path

from walksheets.places import LocalPlane

MIDDLE = (53.45, -2.2)
PLANE = LocalPlane(*MIDDLE)


@dataclass
class SmallMap:
    """Nodes at x, y metres east and north of the middle; ways through them."""

    nodes: dict[str, tuple[float, float]]
    lines: list[str] = field(default_factory=list)

    def way(self, through: str, **tags: str) -> "SmallMap":
        """Add a way through the named nodes ("a b c")."""
        refs = "".join(f'<nd ref="{self._id(name)}"/>' for name in through.split())
        tagged = "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())
        self.lines.append(f'<way id="{len(self.lines) + 1}" version="1">{refs}{tagged}</way>')
        return self

    def house(self, x: float, y: float, size: float = 8.0, **tags: str) -> "SmallMap":
        """Add a square building."""
        names = []
        for n, (dx, dy) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
            name = f"h{len(self.nodes)}-{n}"
            self.nodes[name] = (x + dx * size / 2, y + dy * size / 2)
            names.append(name)
        return self.way(" ".join([*names, names[0]]), **{"building": "house", **tags})

    def save(self, path: Path) -> Path:
        """Write the map; return its path."""
        rows = []
        for name, (x, y) in self.nodes.items():
            lat, lon = PLANE.to_latlon(x, y)
            rows.append(f'<node id="{self._id(name)}" version="1" lat="{lat:.8f}" lon="{lon:.8f}"/>')
        path.write_text(
            f'<?xml version="1.0"?>\n<osm version="0.6">{"".join(rows)}{"".join(self.lines)}</osm>',
            encoding="utf-8",
        )
        return path

    def _id(self, name: str) -> int:
        return list(self.nodes).index(name) + 1
