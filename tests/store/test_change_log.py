"""Whole changes, undo and redo: the rules hold for any run of inserts, updates and deletes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from walksheets.errors import UsersMistake
from walksheets.store import Store, Writer, schema

LOGS = {"change", "change_entry", "id_counter"}


@pytest.fixture
def store(tmp_path: Path):
    opened = Store.create(tmp_path / "ward.walksheets", "Ward")
    yield opened
    opened.close()


def dump(store: Store) -> dict[str, list]:
    """Everything in the campaign but the log itself."""
    with store.read() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
            if table.name not in LOGS
        }


def add_streets(writer: Writer, *names: str) -> range:
    return writer.insert(schema.street, [{"name": name, "key": name.lower()} for name in names])


def test_a_change_is_kept_and_named(store):
    with store.change("Add two streets") as writer:
        assert list(add_streets(writer, "Mill Lane", "High Street")) == [1, 2]
    assert store.can_undo() == "Add two streets"
    assert store.history(1)[0].who == store.who


def test_a_change_that_raises_leaves_nothing(store):
    before = dump(store)
    with pytest.raises(ZeroDivisionError), store.change("Half a change") as writer:
        add_streets(writer, "Mill Lane")
        1 / 0  # noqa: B018
    assert dump(store) == before
    assert store.can_undo() == ""


def test_a_dry_run_says_what_it_would_do_and_keeps_nothing(store):
    before, told = dump(store), []
    store.listen(told.append)
    with store.change("Trial", dry_run=True) as writer:
        add_streets(writer, "Mill Lane")
        writer.counts["new"] = 1
    assert writer.changes().counts == {"new": 1}
    assert dump(store) == before
    assert told == []


def test_a_change_that_changes_nothing_leaves_no_trace(store):
    with store.change("Add") as writer:
        add_streets(writer, "Mill Lane")
    with store.change("Say the same again") as writer:
        assert writer.update(schema.street, [{"id": 1, "name": "Mill Lane"}]) == 0
    assert not writer.changes()
    assert store.can_undo() == "Add"


def test_listeners_hear_which_nouns_changed(store):
    told = []
    store.listen(told.append)
    with store.change("Add") as writer:
        add_streets(writer, "Mill Lane")
    store.undo()
    assert [changes.nouns for changes in told] == [frozenset({"doors"})] * 2


def test_undo_names_what_it_takes_back_and_redo_what_it_does_again(store):
    with store.change("Rename") as writer:
        add_streets(writer, "Mill Lane")
    assert store.undo().what == "Undo: Rename"
    assert store.can_redo() == "Rename"
    assert store.redo().what == "Rename"
    assert store.can_undo() == "Rename"


def test_nothing_to_undo_or_redo_is_said_plainly(store):
    with pytest.raises(UsersMistake, match="nothing to undo"):
        store.undo()
    with pytest.raises(UsersMistake, match="nothing to redo"):
        store.redo()


def test_an_older_change_is_not_taken_back_under_a_later_one(store):
    with store.change("Add") as writer:
        add_streets(writer, "Mill Lane", "High Street")
    added = store.latest_change()
    with store.change("Rename") as writer:
        writer.update(schema.street, [{"id": 2, "name": "Low Street"}])
    with pytest.raises(UsersMistake, match="“Add” cannot be undone while “Rename” stands on it"):
        store.undo(added)


def test_ids_are_never_given_twice(store):
    with store.change("Add") as writer:
        add_streets(writer, "Mill Lane")
    store.undo()
    with store.change("Add another") as writer:
        assert list(add_streets(writer, "High Street")) == [2]


def test_bytes_come_back_from_an_undone_delete(store):
    with store.change("Map") as writer:
        writer.insert(schema.map_extract, [{"file_name": "m.pbf", "data": b"\x00\xff\x01"}])
    before = dump(store)
    with store.change("Drop the map") as writer:
        writer.delete(schema.map_extract, [1])
    store.undo()
    assert dump(store) == before


step = st.one_of(
    st.tuples(st.just("insert"), st.lists(st.text(max_size=4), min_size=1, max_size=4)),
    st.tuples(st.just("update"), st.lists(st.tuples(st.integers(0, 9), st.text(max_size=4)), max_size=4)),
    st.tuples(st.just("delete"), st.lists(st.integers(0, 9), max_size=3)),
)


def carry_out(writer: Writer, kind: str, what: list) -> None:
    ids = [row.id for row in writer.connection.execute(select(schema.street.c.id))]
    if kind == "insert":
        add_streets(writer, *what)
    elif ids and kind == "update":
        rows = {ids[i % len(ids)]: name for i, name in what}
        writer.update(schema.street, [{"id": row_id, "name": name} for row_id, name in rows.items()])
    elif ids:
        writer.delete(schema.street, {ids[i % len(ids)] for i in what})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.lists(step, min_size=1, max_size=3), min_size=1, max_size=5))
def test_undo_walks_back_through_every_state_and_redo_forward_again(tmp_path_factory, steps):
    store = Store.create(tmp_path_factory.mktemp("log") / "w.walksheets", "Ward")
    states, told = [dump(store)], []
    store.listen(told.append)
    for number, parts in enumerate(steps):
        with store.change(f"Step {number}") as writer:
            for kind, what in parts:
                carry_out(writer, kind, what)
        if writer.changes():
            states.append(dump(store))
    assert len(told) == len(states) - 1
    for state in reversed(states[:-1]):
        store.undo()
        assert dump(store) == state
    for state in states[1:]:
        store.redo()
        assert dump(store) == state
    store.close()
