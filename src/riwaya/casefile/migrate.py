"""The tables brought to the form that this version of the program uses, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, inspect, text

# Its tables belong to the metadata that migrations are held against.
import riwaya.casefile.coded_schema
import riwaya.casefile.desk_schema  # noqa: F401
from riwaya.casefile.schema import metadata

HEAD = "0005"
"""The newest revision under migrations/versions; a test keeps the two alike."""

_FOLDER = Path(__file__).with_name("migrations")


class Revision(NamedTuple):
    """How the tables of a database stand to what this program expects.

    `foreign`: tables are there, of another program, among which a case cannot be begun.
    """

    current: bool
    empty: bool
    newer: bool
    foreign: bool = False


def revision(connection: Connection) -> Revision:
    """The state of the tables, told without loading Alembic."""
    there = set(inspect(connection).get_table_names())
    if "alembic_version" not in there:
        # A server's database may have other uses; a file is either a case or somebody else's.
        shared = connection.dialect.name != "sqlite"
        foreign = there & set(metadata.tables) if shared else there
        return Revision(False, True, False, bool(foreign))
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
