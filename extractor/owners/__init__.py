"""Who is responsible: posts, people and organisations that a text asks to act."""

from extractor.owners.asked import find_owners
from extractor.owners.cells import find_lead_in_owners, read_owner_cell
from extractor.owners.merging import fuller, merge_owners
from extractor.owners.naming import owner_name
from extractor.owners.people import people_named
from extractor.owners.words import Known

__all__ = [
    "Known",
    "find_lead_in_owners",
    "find_owners",
    "fuller",
    "merge_owners",
    "owner_name",
    "people_named",
    "read_owner_cell",
]
