"""The tables brought to the form that this version of the program uses, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, inspect, text

# Its tables belong to the metadata that migrations are held against.
import riwaya.casefile.desk_schema  # noqa: F401

HEAD = "0003"
"""The newest revision under migrations/versions; a test keeps the two alike."""

_FOLDER = Path(__file__).with_name("migrations")


class Revision(NamedTuple):
    """How the tables of a database stand to what this program expects."""

    current: bool
    empty: bool
    newer: bool


def revision(connection: Connection) -> Revision:
    """The state of the tables, told without loading Alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return Revision(False, True, False)
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return Revision(found == HEAD, found is None, found is not None and str(found) > HEAD)


def migrate(connection: Connection) -> None:
    """Run the migrations that the database lacks, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
