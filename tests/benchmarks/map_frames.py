"""Frames of the map beside Qt's own scene: `python -m tests.benchmarks.map_frames`.

An invented ward of terraced streets at 6,000, 60,000 and 300,000 doors, whole in view, in a window of 1,000 × 700.
Timed are the frames of a pan (a few pixels each), of a zoom, and one picture painted from nothing; the peer is a
QGraphicsView as one would write it: an item for each street and each door, the ward seen from the same place.
Medians, in one run; read the ratios.
"""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from ui import theme
from ui.jobs import Jobs
from ui.map.canvas import MapCanvas
from ui.map.doors import DoorDots
from ui.map.layers import make_layers
from ui.map.scene import Scene
from walksheets.places import LocalPlane, MapLine, MapPicture

SIZES = (6_000, 60_000, 300_000)
SIZE_PX = (1_000, 700)
DOORS_A_STREET = 60
FRAMES = 40


def town(doors: int) -> tuple[MapPicture, np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Lay out streets of 60 doors, 30 a side, in rows; a round is two streets."""
    streets = doors // DOORS_A_STREET
    across = max(int(np.sqrt(streets / 3)), 1)
    at = np.arange(streets)
    left, low = (at % across) * 240.0, (at // across) * 60.0
    roads = tuple(
        MapLine(f"Street {n}", "residential", np.array([[x - 10, y], [x + 230, y]]))
        for n, (x, y) in enumerate(zip(left, low, strict=True))
    )
    along = np.tile(np.arange(DOORS_A_STREET) // 2 * 7.0, streets)
    side = np.tile(np.where(np.arange(DOORS_A_STREET) % 2, 14.0, -14.0), streets)
    xy = np.stack([np.repeat(left, DOORS_A_STREET) + along, np.repeat(low, DOORS_A_STREET) + side], axis=1)
    bounds = (*(xy.min(axis=0) - 20).tolist(), *(xy.max(axis=0) + 20).tolist())
    picture = MapPicture(LocalPlane(53.4, -2.2), roads=roads, bounds=bounds)
    return picture, xy, np.repeat(at // 2, DOORS_A_STREET)


def ours(picture: MapPicture, xy: Any, rounds: Any) -> tuple[MapCanvas, Jobs]:
    jobs = Jobs()
    canvas = MapCanvas(jobs)
    canvas.resize(*SIZE_PX)
    canvas.show()
    labels = [str(n % DOORS_A_STREET) for n in range(len(xy))]
    dots = DoorDots.make(range(len(xy)), xy, rounds, rounds % 10, labels)
    canvas.show_scene(Scene(make_layers(picture), dots))
    canvas.fit()
    return canvas, jobs


def peers(picture: MapPicture, xy: Any, rounds: Any) -> tuple[QGraphicsView, QGraphicsScene]:
    """The scene as its manual has it: items with a pen or a brush, the BSP index, the view antialiased."""
    scene = QGraphicsScene()
    edge, road = QPen(QColor(theme.LIGHT.road_edge), 2.6), QPen(QColor(theme.LIGHT.road), 1.0)
    for pen in (edge, road):
        pen.setCosmetic(True)
        for line in picture.roads:
            path = QPainterPath(QPointF(*line.xy[0]))
            for point in line.xy[1:].tolist():
                path.lineTo(*point)
            scene.addPath(path, pen)
    brushes = [QBrush(QColor(colour)) for colour in theme.ROUND_COLOURS]
    none = QPen(Qt.PenStyle.NoPen)
    for (x, y), group in zip(xy.tolist(), rounds.tolist(), strict=True):
        scene.addEllipse(QRectF(x - 2, y - 2, 4, 4), none, brushes[group % 10])
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    view.resize(*SIZE_PX)
    view.show()
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    # Room to pan, though the ward shows whole.
    view.setSceneRect(scene.sceneRect().adjusted(-9_000, -9_000, 9_000, 9_000))
    view.centerOn(scene.itemsBoundingRect().center())
    return view, scene  # the view does not hold its scene


def until_idle(jobs: Jobs) -> None:
    from ui.screenshot import wait_until_idle

    wait_until_idle(jobs)


def longest_hold(canvas: MapCanvas, jobs: Jobs) -> float:
    """Return for how many milliseconds at most the window's thread was held while the map was first painted."""
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1)
    canvas.fit()
    until_idle(jobs)
    timer.stop()
    return max(gaps)


def milliseconds(frame: Callable[[int], None], frames: int = FRAMES) -> float:
    """Return the median of so many frames, the first two left out."""
    times = []
    for at in range(frames + 2):
        start = time.perf_counter()
        frame(at)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def measure(doors: int) -> None:
    picture, xy, rounds = town(doors)
    canvas, jobs = ours(picture, xy, rounds)
    held = longest_hold(canvas, jobs)

    def pan(at: int) -> None:
        canvas.move_by(3 if at % 20 < 10 else -3, 2 if at % 20 < 10 else -2)
        canvas.repaint()

    def zoom(at: int) -> None:
        canvas.zoom(1.05 if at % 8 < 4 else 1 / 1.05)
        canvas.repaint()

    our_pan, our_zoom = milliseconds(pan), milliseconds(zoom)
    until_idle(jobs)
    still = milliseconds(lambda _at: canvas.paint_now(), 5)
    jobs.close()
    canvas.hide()
    view, scene = peers(picture, xy, rounds)
    until_idle(jobs)

    def peer_pan(at: int) -> None:
        step = 1 if at % 20 < 10 else -1
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 3 * step)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 2 * step)
        view.viewport().repaint()

    def peer_zoom(at: int) -> None:
        times = 1.05 if at % 8 < 4 else 1 / 1.05
        view.scale(times, times)
        view.viewport().repaint()

    few = 6 if doors > 60_000 else 20
    its_pan, its_zoom = milliseconds(peer_pan, few), milliseconds(peer_zoom, few)
    view.hide()
    scene.clear()
    print(
        f"{doors:7,} doors: pan {our_pan:6.1f} ms, QGraphicsView {its_pan:7.1f}, ratio {our_pan / its_pan:.2f}; "
        f"zoom {our_zoom:6.1f} ms, QGraphicsView {its_zoom:7.1f}, ratio {our_zoom / its_zoom:.2f}; "
        f"painted from nothing {still:5.0f} ms beside the window's thread, which was held {held:.0f} ms at most"
    )


def main() -> None:
    application = QApplication.instance() or QApplication([])
    theme.apply(application)
    for doors in SIZES:
        measure(doors)


if __name__ == "__main__":
    main()
