"""Six hundred pages: whole files, cancelled half-way, a disk that fills up under them."""

import errno
import io

import pypdfium2
import pytest

from tests.sheets.test_printing import nothing_recorded
from walksheets.errors import MachineTrouble
from walksheets.progress import Cancelled
from walksheets.store import schema

PLAN, ROUNDS, DOORS = "Whole ward", 60, 75

pytestmark = pytest.mark.slow


@pytest.fixture
def ward(campaign):
    """Sixty rounds of 75 doors with two electors each."""
    with campaign.store.change("A large ward") as writer:
        (street,) = writer.insert(schema.street, [{"name": "Long Street", "key": "long street"}])
        doors = list(
            writer.insert(
                schema.door,
                [
                    {
                        "flat": "",
                        "number": str(n),
                        "street_id": street,
                        "postcode": "M1 1AA",
                        "key": f"long {n}",
                        "lat": 53.45 + n * 0.00001,
                        "lon": -2.2,
                        "placed_by": "coordinate",
                    }
                    for n in range(1, ROUNDS * DOORS + 1)
                ],
            )
        )
        writer.insert(
            schema.elector,
            [
                {
                    "prefix": "LS",
                    "number": n,
                    "surname": f"Name{n}",
                    "forenames": "A",
                    "door_id": doors[n // 2],
                }
                for n in range(2 * len(doors))
            ],
        )
        (plan,) = writer.insert(schema.plan, [{"name": PLAN, "kind": "canvass"}])
        rounds = writer.insert(schema.round_, [{"plan_id": plan, "number": n} for n in range(1, ROUNDS + 1)])
        writer.insert(
            schema.round_door,
            [
                {
                    "round_id": rounds[n // DOORS],
                    "door_id": door,
                    "position": n % DOORS + 1,
                    "walk_m": 8.0,
                    "minutes": 1.0,
                }
                for n, door in enumerate(doors)
            ],
        )
    return campaign  # fmt: skip


def test_six_hundred_pages_are_one_whole_file(ward, tmp_path):
    report = ward.sheets.print_rounds(PLAN, tmp_path, one_file=True)
    assert report.pages >= 600
    (file,) = report.files
    assert len(pypdfium2.PdfDocument(file)) == report.pages == len(ward.sheets.ledger())
    assert file.stat().st_size / report.pages < 7_000


@pytest.mark.parametrize("one_file", [True, False])
def test_cancelled_half_way_leaves_no_file_and_no_row(ward, tmp_path, one_file):
    def stop(_share, doing):
        if doing == f"Printing round {ROUNDS // 2}":
            raise Cancelled

    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        ward.sheets.print_rounds(PLAN, out, one_file=one_file, progress=stop)
    assert nothing_recorded(ward, out)


def test_a_disk_that_fills_up_half_way_is_said_and_leaves_nothing(ward, tmp_path, monkeypatch):
    real = io.BufferedWriter

    class Filling(real):
        written = 0

        def write(self, data):
            Filling.written += len(data)
            if Filling.written > 1_000_000:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    from walksheets.sheets import pdf_file

    original = pdf_file.PdfFile.__init__

    def on_a_small_disk(self, target):
        original(self, Filling(target.raw))

    monkeypatch.setattr(pdf_file.PdfFile, "__init__", on_a_small_disk)
    out = tmp_path / "out"
    with pytest.raises(MachineTrouble, match=r"No space left on device.*Nothing was recorded as printed"):
        ward.sheets.print_rounds(PLAN, out, one_file=True)
    assert nothing_recorded(ward, out)
