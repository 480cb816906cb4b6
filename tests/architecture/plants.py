"""Violations to plant in a copy of the product, each with the guard that has to find it.

Every contract and every guard of this folder has at least one plant; so have the habits that ruff watches.
"""

from dataclasses import dataclass

DOC = '"""Planted."""\n'


@dataclass(frozen=True, slots=True)
class Plant:
    """A violation: ``files`` are added below src/careernotes or appended; ``found_by`` must report it."""

    name: str
    found_by: str
    files: dict[str, str]


def one(name: str, found_by: str, path: str, code: str) -> Plant:
    """A plant of a single file."""
    return Plant(name, found_by, {path: DOC + code})


CONTRACTS = (
    one(
        "the window tries a passphrase itself",
        "window-asks-services",
        "gui/controllers/planted.py",
        "from careernotes.vault.header_store import unlock_copies\n",
    ),
    one(
        "the window wipes keys", "window-asks-services", "gui/planted.py", "import careernotes.sealing.keys\n"
    ),
    one("a view opens the vault", "passive-views", "gui/views/planted.py", "import careernotes.vault\n"),
    one(
        "a widget calls a service", "passive-views", "gui/widgets/planted.py", "import careernotes.services\n"
    ),
    one(
        "the exporter uses a service", "exporter-wall", "exporter/planted.py", "import careernotes.services\n"
    ),
    one(
        "the exporter loads Qt",
        "exporter-wall",
        "exporter/planted.py",
        "from PySide6.QtCore import QObject\n",
    ),
    one(
        "the exporter reads notes", "exporter-wall", "exporter/planted.py", "import careernotes.vault.notes\n"
    ),
    Plant(
        "the exporter reads notes through a friend",
        "exporter-wall",
        {
            "vault/planted_friend.py": DOC + "import careernotes.vault.notes\n",
            "exporter/planted.py": DOC + "import careernotes.vault.planted_friend\n",
        },
    ),
    one(
        "the exporter searches notes",
        "exporter-wall",
        "exporter/planted.py",
        "import careernotes.vault.search\n",
    ),
    one(
        "the demo reaches into the notes",
        "notes-protected",
        "demo/planted.py",
        "import careernotes.vault.notes\n",
    ),
    one(
        "the command line reads notes",
        "notes-protected",
        "cli/planted.py",
        "from careernotes.vault import notes\n",
    ),
    one("the domain asks the system", "pure", "domain/planted.py", "import os\n"),
    one("the domain asks the clock", "pure", "domain/planted.py", "import time\n"),
    one("the ledger throws dice", "pure", "ledger/planted.py", "import random\n"),
    one("disclosure reads files", "pure", "disclosure/planted.py", "from pathlib import Path\n"),
    Plant(
        "disclosure reads files through a friend",
        "pure",
        {"errors.py": "\nimport io\n", "disclosure/planted.py": DOC + "import careernotes.errors\n"},
    ),
    one("a service speaks SQL", "sql", "services/planted.py", "import sqlcipher3\n"),
    one("a report speaks SQL", "sql", "report/planted.py", "import sqlite3\n"),
    one("the window encrypts", "cryptography", "gui/planted.py", "from cryptography.fernet import Fernet\n"),
    one("a report draws with Qt", "qt", "report/planted.py", "from PySide6.QtGui import QPainter\n"),
    one("the domain calls a service", "layers", "domain/planted.py", "import careernotes.services\n"),
    one("the window calls the exporter", "layers", "gui/planted.py", "import careernotes.exporter\n"),
    one("a report reads the vault", "layers", "report/planted.py", "import careernotes.vault\n"),
    one("a room nobody planned", "layers", "telemetry.py", ""),
    one("disclosure asks the solver", "solver", "disclosure/planted.py", "import highspy\n"),
    one("the exporter counts with arrays", "solver", "exporter/planted.py", "import numpy\n"),
    one(
        "a service reaches the auditors",
        "window-without-solver",
        "services/planted.py",
        "import careernotes.auditing.worlds\n",
    ),
    Plant(
        "the checker trusts the solver",
        "checker-alone",
        {"auditing/checker.py": "\nimport careernotes.auditing.solver\n"},
    ),
    one("the vault writes temporary files", "offline", "vault/planted.py", "import tempfile\n"),
    one("a service calls home", "offline", "services/planted.py", "import socket\n"),
    one("the exporter forks", "offline", "exporter/planted.py", "import multiprocessing\n"),
    Plant(
        "two rooms lean on each other",
        "acyclic",
        {
            "gui/planted_a.py": DOC + "import careernotes.gui.planted_b\n",
            "gui/planted_b.py": DOC + "import careernotes.gui.planted_a\n",
        },
    ),
)

RUFF = (
    one("relative import", "TID252", "services/planted_01.py", "from . import coding\n"),
    one("print in a service", "T201", "services/planted_02.py", 'print("saved")\n'),
    one("temporary file", "TID251", "vault/planted_03.py", "import tempfile\n"),
    one("fork", "TID251", "services/planted_04.py", "import os\n\nos.fork()\n"),
    one("socket", "TID251", "services/planted_05.py", "from socket import create_connection\n"),
    one("Qt's network", "TID251", "gui/planted_06.py", "from PySide6.QtNetwork import QTcpSocket\n"),
    one("eval", "S307", "services/planted_07.py", 'VALUE = eval("1")\n'),
    one("untyped function", "ANN001", "services/planted_08.py", "def f(x) -> None:\n    del x\n"),
    one("no return type", "ANN201", "services/planted_09.py", "def f():\n    return 1\n"),
    one(
        "broad except",
        "BLE001",
        "services/planted_10.py",
        "try:\n    VALUE = 1\nexcept Exception:\n    VALUE = 2\n",
    ),
    one("bare except", "E722", "services/planted_11.py", "try:\n    VALUE = 1\nexcept:\n    VALUE = 2\n"),
    one(
        "shared default",
        "B006",
        "services/planted_12.py",
        "def f(x: list[int] = []) -> None:\n    x.append(1)\n",
    ),
    one("shell", "S602", "services/planted_13.py", 'import subprocess\n\nsubprocess.run("ls", shell=True)\n'),
    one("no docstring", "D103", "services/planted_14.py", "def f() -> int:\n    return 1\n"),
    one("code in a comment", "ERA001", "services/planted_15.py", "# value = compute(1)\n"),
    one("work left open", "FIX002", "services/planted_16.py", "# TODO: later\n"),
    one("pickle", "TID251", "services/planted_17.py", "import pickle\n"),
    one(
        "local time", "DTZ005", "services/planted_18.py", "import datetime as dt\n\nNOW = dt.datetime.now()\n"
    ),
    one(
        "anything goes",
        "ANN401",
        "services/planted_19.py",
        "from typing import Any\n\n\ndef f(x: Any) -> None:\n    del x\n",
    ),
    one("blanket noqa", "PGH004", "services/planted_20.py", "import os  # noqa\n"),
    one("event loop by hand", "TID251", "gui/planted_21.py", "import asyncio\n"),
    one("flag by position", "FBT001", "services/planted_22.py", "def f(loud: bool) -> None:\n    del loud\n"),
    one(
        "someone's private part",
        "SLF001",
        "services/planted_23.py",
        "import json\n\nVALUE = json._default_decoder\n",
    ),
    one(
        "cause kept by accident",
        "B904",
        "services/planted_24.py",
        "try:\n    VALUE = int('x')\nexcept ValueError:\n    raise KeyError('x')\n",
    ),
)

LONG_FUNCTION = "def long() -> None:\n" + "    print()\n" * 40
SUBMIT = (
    "def f(runner: object) -> None:\n    runner.submit(f, succeeded=lambda result: print(result), failed=f)\n"
)
BODY = (
    "from dataclasses import dataclass\n\n\n@dataclass(frozen=True, slots=True)\nclass Note:\n    body: str\n"
)
OPEN_VALUE = "from dataclasses import dataclass\n\n\n@dataclass\nclass Value:\n    number: int\n"

GUARDS = (
    one("a file of 301 lines", "file_size", "services/planted_31.py", "\n" * 300),
    one("a function of 41 lines", "function_size", "services/planted_32.py", LONG_FUNCTION),
    one("a package that runs code", "only_a_docstring", "planted_33/__init__.py", "import os\n"),
    one(
        "an exception without a reason",
        "explained_exceptions",
        "services/planted_34.py",
        "import os  # noqa: F401\n",
    ),
    one(
        "catching everything",
        "narrow_excepts",
        "gui/planted_35.py",
        "try:\n    A = 1\nexcept (KeyError, Exception):\n    A = 2\n",
    ),
    one("a value that changes", "frozen_values", "domain/planted_36.py", OPEN_VALUE),
    one("the wrong word", "no_password", "services/planted_37.py", "def check_password() -> None: ...\n"),
    one("a drawer for everything", "no_empty_names", "services/utils.py", ""),
    one("text decoded twice", "honest_letters", "gui/planted_39.py", 'NAME = "caf\u00c3\u00a9"\n'),
    one("a Cyrillic a", "honest_letters", "services/planted_40.py", 'NAME = "n\u0430me"\n'),
    one("text that runs backwards", "honest_letters", "services/planted_41.py", 'NAME = "a\u202eb"\n'),
    one(
        "English only",
        "translated_strings",
        "gui/views/planted_42.py",
        'def f(label: object) -> None:\n    label.setText("Saved")\n',
    ),
    one(
        "English in an f-string", "translated_strings", "gui/planted_43.py", 'LABEL = QLabel(f"{3} people")\n'
    ),
    one("SQL in a service", "sql_in_vault", "services/planted_44.py", 'QUERY = "SELECT body FROM note"\n'),
    one(
        "a key as SQL text",
        "no_key_in_sql",
        "vault/planted_45.py",
        'def f(k: str) -> str:\n    return f"PRAGMA key = {k}"\n',
    ),
    one(
        "settings outside the list",
        "settings_in_one_place",
        "gui/views/planted_46.py",
        "from PySide6 import QtCore\n\nS = QtCore.QSettings()\n",
    ),
    one(
        "Qt's temporary file",
        "no_leftovers",
        "gui/planted_47.py",
        "from PySide6 import QtCore\n\nS = QtCore.QTemporaryFile()\n",
    ),
    one(
        "today, from the machine",
        "pure_layers_ask_no_clock",
        "disclosure/planted_48.py",
        "import datetime as dt\n\nT = dt.date.today()\n",
    ),
    one("guessable randomness", "seeded_randomness_in_the_demo", "sealing/planted_49.py", "import random\n"),
    one("a log of one's own", "logs_carry_codes", "services/planted_50.py", "import logging\n"),
    one("a note in a repr", "confidential_fields_are_hidden", "services/planted_51.py", BODY),
    one("a lambda that outlives its window", "no_lambda_receivers", "gui/planted_52.py", SUBMIT),
    one(
        "a loop in a loop",
        "one_event_loop",
        "gui/planted_53.py",
        "def f(dialog: object) -> None:\n    dialog.exec()\n",
    ),
    one(
        "a thread of one's own",
        "work_on_the_lane",
        "gui/planted_54.py",
        "from threading import Thread\n\nThread().start()\n",
    ),
    one("waiting for time", "no_sleep", "services/planted_55.py", "import time\n\ntime.sleep(1)\n"),
    Plant(
        "the exporter's reach grows",
        "exporter_reach",
        {"vault/planted_56.py": DOC, "exporter/planted_56.py": DOC + "import careernotes.vault.planted_56\n"},
    ),
)
