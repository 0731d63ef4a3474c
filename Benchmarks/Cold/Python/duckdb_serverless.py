"""DuckDB in a function, as the Python wrapper has it: a process-wide engine with three shapes of work over it.

  with cursor() as cur:              one call's own cursor on the shared engine
  with session() as con:             an engine of its own, in memory, gone with the block
  db = DuckDB("name"); db.destroy()  a database in a file, kept by a warm function until it is destroyed

The shared engine is made when the module is imported, with the steps that DEFAULT_BOOTSTRAP names (`s3`, `pg_replica`):
Lambda gives a function its full CPU in INIT, and the handler finds everything ready.

An extension is loaded by its path from the bundle, which costs its signature check, or, where
DUCKDB_EXTENSION_REPOSITORY is set, installed from there first, as a function without a bundle does.
"""

from timeline import phase  # First: its first phase is what the process took to get here.

import glob
import os
import platform
import tempfile
from contextlib import contextmanager
from urllib.parse import urlsplit

with phase("import duckdb"):
    import duckdb

DATABASES = os.path.join(tempfile.gettempdir(), "databases")


class BootstrapError(Exception):
    """A step cannot be run as it is configured."""


@contextmanager
def cursor():
    """A cursor of the shared engine for one call; a transaction left open is rolled back."""
    cur = _shared.cursor()
    try:
        yield cur
    finally:
        cur.close()


@contextmanager
def session(steps=()):
    """An engine of its own, in memory, with the steps that are named; nothing of it outlives the block."""
    con = _open(":memory:", steps)
    try:
        yield con
    finally:
        con.close()


class DuckDB:
    """A database in a file of the function's writable folder, by name."""

    def __init__(self, db_name, clean_on_start=False, steps=()):
        if not db_name.isidentifier():
            raise ValueError(f"db_name {db_name!r}: use letters, digits and underscores, not beginning with a digit")
        os.makedirs(DATABASES, exist_ok=True)
        self._path = os.path.join(DATABASES, f"{db_name}.duckdb")
        if clean_on_start:
            self._remove()
        self._con = _open(self._path, steps)

    def cursor(self):
        """A cursor of this database, to be closed by the caller."""
        return self._con.cursor()

    def destroy(self):
        """Closes the database and removes its files."""
        self._con.close()
        self._remove()

    def _remove(self):
        for path in glob.glob(glob.escape(self._path) + "*"):
            os.remove(path)


def _open(path, steps):
    """An engine with the steps done, in their order."""
    with phase("open"):
        # Lambda sets no HOME, and DuckDB looks there for its own folder.
        con = duckdb.connect(path, config={"home_directory": tempfile.gettempdir()})
    extensions = [extension for step in steps for extension in _EXTENSIONS[step]]
    repository = os.environ.get("DUCKDB_EXTENSION_REPOSITORY")
    if extensions and repository:
        _install(con, repository, extensions)
    for step in steps:
        for extension in _EXTENSIONS[step]:
            _load(con, extension)
        _STEPS[step](con)
    return con


def _s3(con):
    # Lambda hands the role's credentials over as variables; the whole chain would also ask where there is nobody.
    options = ["TYPE s3", "PROVIDER credential_chain", "CHAIN 'env'", f"REGION {_literal(_variable('AWS_REGION'))}"]
    if endpoint := os.environ.get("AWS_ENDPOINT_URL"):
        url = urlsplit(endpoint)
        options += [f"ENDPOINT {_literal(url.netloc)}", f"USE_SSL {url.scheme == 'https'}", "URL_STYLE 'path'"]
    with phase("secret s3"):
        con.execute(f"CREATE SECRET s3 ({', '.join(options)})")


def _pg_replica(con):
    server = {
        "host": _variable("PG_REPLICA_HOST"),
        "port": os.environ.get("PG_REPLICA_PORT", "5432"),
        "dbname": _variable("PG_REPLICA_DATABASE"),
        "user": _variable("PG_REPLICA_USER"),
        "password": _parameter(_variable("PG_REPLICA_PASSWORD")),
        "sslmode": os.environ.get("PG_REPLICA_SSLMODE", "require"),
        "connect_timeout": "3",
        # A connection may lie idle, or its peer be gone, while the function is frozen.
        "keepalives": "1",
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
    }
    address = " ".join(f"{key}={_quoted(value)}" for key, value in server.items())
    with phase("attach pg_replica"):
        con.execute(f"ATTACH {_literal(address)} AS pg_replica (TYPE postgres, READ_ONLY)")


_STEPS = {"s3": _s3, "pg_replica": _pg_replica}
_EXTENSIONS = {"s3": ["httpfs", "aws"], "pg_replica": ["postgres_scanner"]}


def _install(con, repository, extensions):
    """Downloads them all before one is loaded: from then on httpfs would do it, which takes TLS alone."""
    con.execute(f"SET extension_directory = {_literal(tempfile.mkdtemp(prefix='duckdb_extensions_'))}")
    con.execute(f"SET custom_extension_repository = {_literal(repository)}")
    for extension in extensions:
        with phase(f"install {extension}"):
            con.execute(f"INSTALL {extension}")


def _load(con, extension):
    is_installed = os.environ.get("DUCKDB_EXTENSION_REPOSITORY")
    with phase(f"load {extension}"):
        con.execute(f"LOAD {extension if is_installed else _literal(_bundled(extension))}")


def _bundled(extension):
    folder = os.environ.get("DUCKDB_EXTENSION_DIRECTORY", "/opt/duckdb_extensions")
    machine = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
    return f"{folder}/v{duckdb.__version__}/linux_{machine}/{extension}.duckdb_extension"


def _parameter(reference):
    """The value in SSM's parameter store that `ssm:NAME` stands for; Powertools keeps it for later calls."""
    kind, _, name = reference.partition(":")
    if kind != "ssm":
        raise BootstrapError("PG_REPLICA_PASSWORD is no reference to a parameter; set it to ssm:NAME")
    # Here, since it brings boto3 along, which a function without secrets need not pay for.
    with phase("import aws_lambda_powertools"):
        from aws_lambda_powertools.utilities import parameters
    with phase("fetch parameter"):
        return parameters.get_parameter(name, decrypt=True)


def _variable(name):
    value = os.environ.get(name)
    if not value:
        raise BootstrapError(f"{name} is not set; a step that DEFAULT_BOOTSTRAP names needs it")
    return value


def _literal(text):
    """For SQL."""
    return "'" + text.replace("'", "''") + "'"


def _quoted(text):
    """For libpq."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _default_steps():
    steps = [step.strip() for step in os.environ.get("DEFAULT_BOOTSTRAP", "").split(",") if step.strip()]
    for step in steps:
        if step not in _STEPS:
            raise BootstrapError(f"DEFAULT_BOOTSTRAP names the step {step!r}; there are {', '.join(_STEPS)}")
    return steps


_shared = _open(":memory:", _default_steps())
