"""Names are written as people write them, and a better-known name survives a worse file."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from walksheets.register import names
from walksheets.register.names import Name

WORDS = [
    "Dương",
    "Thảo",
    "Hương",
    "O'Connell",
    "McDonald",
    "Smith-Jones",
    "Ó",
    "Ann",
    "de",
    "Łukasz",
    "José",
    "Tracey",
]
NAME = st.builds(
    lambda surname, forenames: Name(surname, " ".join(forenames)),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), max_size=3),
)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("O'CONNELL", "O'Connell"),
        ("O’NEILL", "O’Neill"),
        ("D'SOUZA", "D'Souza"),
        ("MCDONALD", "McDonald"),
        ("SMITH-JONES", "Smith-Jones"),
        ("TAHAW-WUR", "Tahaw-Wur"),
        ("NGUYỄN", "Nguyễn"),
        ("ŁUCZAK", "Łuczak"),
        ("İHSANOĞLU", "İhsanoğlu"),
        ("Ó CONGHAILE", "Ó Conghaile"),
        ("ŴYN", "Ŵyn"),
        ("ST JOHN", "St John"),
        ("de Souza", "de Souza"),
        ("MacDonald", "MacDonald"),
        ("K", "K"),
        ("  Graeme \xa0Lesley ", "Graeme Lesley"),
        ("", ""),
    ],
)
def test_capitals_are_undone_and_nothing_else(sent: str, shown: str) -> None:
    assert names.shown(sent) == shown


@pytest.mark.parametrize(
    ("sent", "surname", "forenames"),
    [
        ("Thomson Tracey Kate", "Thomson", "Tracey Kate"),
        ("Ó Conghaile Heidi", "Ó Conghaile", "Heidi"),
        ("Mac Giolla Fhinnéin Raymond", "Mac Giolla Fhinnéin", "Raymond"),
        ("a Búrca Rodger", "a Búrca", "Rodger"),
        ("van der Berg Jan Piet", "van der Berg", "Jan Piet"),
        ("VAN DEN BERG Jan", "Van Den Berg", "Jan"),
        ("Le Thi, Hoa", "Le Thi", "Hoa"),
        ("Hart Mac", "Hart", "Mac"),
        ("Madonna", "Madonna", ""),
    ],
)
def test_a_joined_name_with_the_surname_first_is_split(sent: str, surname: str, forenames: str) -> None:
    assert names.surname_first(sent) == (surname, forenames)


def test_a_joined_name_with_the_forename_first_is_split() -> None:
    assert names.forename_first("Heidi Ann Ó Conghaile") == ("Ó Conghaile", "Heidi Ann")
    assert names.forename_first("Tracey Thomson") == ("Thomson", "Tracey")


@pytest.mark.parametrize("sent", ["(z) Thomson", "(Z)Thomson", "( z ) Thomson", "(z)\xa0Thomson"])
def test_the_mark_of_the_open_register_is_taken_out(sent: str) -> None:
    assert names.take_out_opt_out(sent) == ("Thomson", True)


def test_a_name_without_the_mark_stays() -> None:
    assert names.take_out_opt_out("Zoe Thomson") == ("Zoe Thomson", False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Name("Dương", "Thảo Hương"), Name("D??ng", "Th?o H??ng")),
        (Name("Dương", "Thảo Hương"), Name("DUONG", "Thao")),
        (Name("Phạm", "Linh"), Name("Ph?m", "Linh")),
        (Name("Thomson", "Tracey Kate"), Name("Thomson", "Tracey K")),
        (Name("Thomson", "Tracey Kate"), Name("Thomson", "T")),
        (Name("Mac Giolla", "Bhaird Glenn"), Name("Mac Giolla Bhaird", "Glenn")),
        (Name("Smith", "Anne-Marie"), Name("Smith", "Anne Marie")),
        (Name("Łukasik", "Jan"), Name("Lukasik", "Jan")),
    ],
)
def test_two_spellings_of_one_person_agree(one: Name, other: Name) -> None:
    assert names.agree(one, other)
    assert names.agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Name("Thomson", "Tracey"), Name("Thomson", "Natalie")),
        (Name("Thomson", "Tracey"), Name("Glover", "Tracey")),
        (Name("Thomson", "Tracey"), Name("Thomson", "")),
        (Name("Li", "An"), Name("Lin", "An")),
        (Name("Đặng", "Châu"), Name("??ng", "Kathryn")),
    ],
)
def test_two_people_do_not_agree(one: Name, other: Name) -> None:
    assert not names.agree(one, other)


@pytest.mark.parametrize(
    ("known", "sent", "kept"),
    [
        (Name("Dương", "Thảo Hương"), Name("D??ng", "Th?o H??ng"), Name("Dương", "Thảo Hương")),
        (Name("D??ng", "Th?o H??ng"), Name("Dương", "Thảo Hương"), Name("Dương", "Thảo Hương")),
        (Name("MacDonald", "Iain Robert"), Name("Macdonald", "Iain R"), Name("MacDonald", "Iain Robert")),
        (Name("Macdonald", "Iain R"), Name("MacDonald", "Iain Robert"), Name("MacDonald", "Iain Robert")),
        (Name("Thomson", "Tracey K"), Name("Thomson", "Tracey Kate"), Name("Thomson", "Tracey Kate")),
        (Name("Thomson", "Tracey Kate"), Name("Thomson", "Tracey"), Name("Thomson", "Tracey Kate")),
        (Name("Muñoz", "José"), Name("Munoz", "Jose"), Name("Muñoz", "José")),
        (
            Name("Mac Giolla", "Bhaird Glenn"),
            Name("Mac Giolla Bhaird", "Glenn"),
            Name("Mac Giolla Bhaird", "Glenn"),
        ),
        (Name("Thomson", "Tracey"), Name("Glover", "Tracey"), Name("Glover", "Tracey")),
    ],
)
def test_the_better_of_two_spellings_is_kept(known: Name, sent: Name, kept: Name) -> None:
    assert names.better(known, sent) == kept


def lost(name: Name) -> Name:
    """What windows-1252 leaves of a name."""
    return Name(*(part.encode("cp1252", "replace").decode("cp1252") for part in name))


@given(NAME)
def test_what_a_file_loses_never_harms_what_is_known(name: Name) -> None:
    assert names.agree(name, lost(name))
    assert names.better(name, lost(name)) == name
    assert names.better(lost(name), name) == name


@given(NAME, NAME)
def test_the_same_name_twice_changes_nothing_the_second_time(known: Name, sent: Name) -> None:
    once = names.better(known, sent)
    assert names.better(once, sent) == once


@given(st.text(max_size=30), st.text(max_size=30))
@example("0,0", ":")
def test_no_text_breaks_a_name(one: str, other: str) -> None:
    a, b = names.surname_first(one), names.from_parts(one, other)
    names.agree(a, b)
    once = names.better(a, b)
    assert names.better(once, b) == once
