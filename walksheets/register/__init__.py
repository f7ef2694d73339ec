"""The register: a council's file → electors at doors, matched over the years, with what they are.

Other rooms import from here and from nowhere deeper.
"""

from walksheets.register.absent import AbsentLine, take_in_absent
from walksheets.register.alterations import take_in_alterations
from walksheets.register.dates import date_in, iso_date, month_in
from walksheets.register.elector_numbers import (
    ElectorNumber,
    folded_prefix,
    from_joined,
    from_parts,
    readings,
)
from walksheets.register.lines import (
    ADDRESS_FIELDS,
    LineReader,
    RawAddress,
    RegisterLine,
    Rules,
    absent_type,
    position,
    raw_address,
)
from walksheets.register.names import order_in
from walksheets.register.records import (
    DO_NOT_CONTACT,
    OPTED_OUT,
    Elector,
    ImportBatch,
    Marker,
    PastState,
    Problem,
    RegisterCounts,
    Sample,
)
from walksheets.register.service import Register
from walksheets.register.taking_in import (
    BatchOf,
    OpenBatches,
    RegisterFile,
    Taken,
    take_in_register,
    understood,
)

__all__ = [
    "ADDRESS_FIELDS",
    "DO_NOT_CONTACT",
    "OPTED_OUT",
    "AbsentLine",
    "BatchOf",
    "Elector",
    "ElectorNumber",
    "ImportBatch",
    "LineReader",
    "Marker",
    "OpenBatches",
    "PastState",
    "Problem",
    "RawAddress",
    "Register",
    "RegisterCounts",
    "RegisterFile",
    "RegisterLine",
    "Rules",
    "Sample",
    "Taken",
    "absent_type",
    "date_in",
    "folded_prefix",
    "from_joined",
    "from_parts",
    "iso_date",
    "month_in",
    "order_in",
    "position",
    "raw_address",
    "readings",
    "take_in_absent",
    "take_in_alterations",
    "take_in_register",
    "understood",
]
