"""One letterbox is one door, however it is spelt."""

from pathlib import Path

import pytest
from sqlalchemy import select

from walksheets.places import Address, Addresses, take_in_addresses
from walksheets.store import Store, schema


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "c.walksheets", "Test", "tester")


def doors_of(store: Store, *addresses: Address) -> list[int]:
    with store.change("Import") as writer:
        return Addresses(writer).door_ids(addresses)


def door(store: Store, door_id: int) -> dict[str, object]:
    with store.read() as connection:
        row = connection.execute(select(schema.door).where(schema.door.c.id == door_id)).mappings().one()
        return dict(row)


def test_spellings_of_one_letterbox_are_one_door(store: Store) -> None:
    ids = doors_of(
        store,
        Address("Flat 3", "4-6", "St John's Road", "Manchester", "M14 5BQ"),
        Address("Apartment 3", "4- 6", "Saint Johns Rd", "Manchester", "m145bq"),
        Address("3", "4-6", "ST. JOHN'S ROAD", "Levenshulme, Manchester", "M14 5BQ"),
    )
    assert len(set(ids)) == 1


def test_two_flats_numbers_streets_or_postcodes_are_two_doors(store: Store) -> None:
    first = Address("Flat 3", "4", "High Street", "Leeds", "LS1 1AA")
    others = [
        Address("Flat 2", "4", "High Street", "Leeds", "LS1 1AA"),
        Address("Flat 3", "4A", "High Street", "Leeds", "LS1 1AA"),
        Address("Flat 3", "4", "High Road", "Leeds", "LS1 1AA"),
        Address("Flat 3", "4", "High Street", "Leeds", "LS1 1AB"),
        Address("Flat 3", "4", "High Street", "Otley", "LS1 1AA"),
        Address("", "4", "High Street", "Leeds", "LS1 1AA"),
    ]
    ids = doors_of(store, first, *others)
    assert len(set(ids)) == len(ids)


def test_an_address_without_a_postcode_means_the_one_door_there_is(store: Store) -> None:
    bare, full = Address(number="4", street="High Street"), Address("", "4", "High Street", "", "LS1 1AA")
    ids = doors_of(store, bare, full)
    assert ids[0] == ids[1]
    assert doors_of(store, bare) == [ids[0]]
    doors_of(store, Address("", "4", "High Street", "", "LS9 9ZZ"))
    assert doors_of(store, bare)[0] not in ids, "with two doors to choose from it is neither"


def test_a_postcode_learnt_later_is_written_on_the_door(store: Store) -> None:
    (first,) = doors_of(store, Address(number="4", street="High Street"))
    (second,) = doors_of(store, Address(number="4", street="High Street", postcode="LS1 1AA"))
    assert first == second
    assert door(store, first)["postcode"] == "LS1 1AA"
    assert doors_of(store, Address(number="4", street="High Street", postcode="LS1 1AA")) == [first]


def test_a_uprn_finds_its_door_under_another_spelling_of_the_street(store: Store) -> None:
    (first,) = doors_of(store, Address(number="4", street="Dickenson Road", postcode="M1 1AA", uprn="100"))
    assert doors_of(store, Address(number="4", street="Dickinson Rd", postcode="M1 1AA", uprn="000100")) == [
        first
    ]


def test_a_parents_uprn_on_every_flat_does_not_make_them_one_door(store: Store) -> None:
    flats = [Address(f"Flat {n}", "4", "High Street", "", "LS1 1AA", uprn="100") for n in range(1, 5)]
    assert len(set(doors_of(store, *flats))) == 4


def test_the_same_list_twice_changes_nothing(store: Store) -> None:
    addresses = [
        Address("Flat 1", "4", "High Street", "Leeds", "LS1 1AA", uprn="100", lat=53.8, lon=-1.5),
        Address("", "Rose Cottage", "Mill Lane", "", "LS1 1AB", district="LV1"),
        Address("", "12", "High Street"),
    ]
    with store.change("Import") as writer:
        assert take_in_addresses(writer, addresses) == {"new": 3, "changed": 0, "same": 0}
    with store.change("Import") as writer:
        assert take_in_addresses(writer, addresses) == {"new": 0, "changed": 0, "same": 3}
    assert not writer.changes()


def test_a_list_adds_what_the_register_did_not_know(store: Store) -> None:
    (known,) = doors_of(store, Address("", "4", "High Street", "Leeds", "LS1 1AA"))
    with store.change("Import") as writer:
        counts = take_in_addresses(
            writer,
            [Address("", "4", "High St", "", "LS1 1AA", district="AB1", uprn="100", lat=53.8, lon=-1.5)],
        )
    assert counts == {"new": 0, "changed": 1, "same": 0}
    now = door(store, known)
    assert (now["uprn"], now["given_lat"], now["district"]) == ("100", 53.8, "AB1")


def test_streets_that_differ_by_accents_alone_are_two_when_one_file_has_both(store: Store) -> None:
    doors_of(store, Address("", "1", "Lôn Fawr"), Address("", "2", "Lon Fawr", postcode="LL1 1AA"))
    with store.read() as connection:
        assert set(connection.execute(select(schema.street.c.name)).scalars()) == {"Lôn Fawr", "Lon Fawr"}
    (again,) = doors_of(store, Address("", "1", "LÔN FAWR"))
    assert again == 1


def test_a_street_spelt_without_its_accents_is_the_same_street(store: Store) -> None:
    (first,) = doors_of(store, Address("", "1", "Lôn Fawr"))
    assert doors_of(store, Address("", "1", "Lon Fawr")) == [first]


def test_seventy_five_thousand_addresses_take_a_few_look_ups_each(store: Store) -> None:
    addresses = [Address("", str(n % 300), f"Street {n // 300}", "", "LS1 1AA") for n in range(75_000)]
    with store.change("Import") as writer:
        statements: list[str] = []
        from sqlalchemy import event

        event.listen(writer.connection.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        ids = Addresses(writer).door_ids(addresses)
    assert len(set(ids)) == 75_000
    assert len(statements) < 2_000, "a statement a street, none a door"
