"""The reader who looks at the files themselves: names, dates, order, the machine they were made on."""

import getpass
import io
import os
import re
import shutil
import socket
import time
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.e2e.programme import Programme, contribute, facts_of, make_programme, make_vault

MENTORS = 9


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """A programme with an inbox of six."""
    folder = tmp_path_factory.mktemp("metadata")
    programme = make_programme(folder / "programme")
    for number in range(MENTORS):
        vault = make_vault(folder / f"{number}.careernotes", facts_of(8, first=1 + 100 * number))
        assert contribute(programme, vault, "--out", programme.inbox / f"{number}.cncontrib").code == 0
    return programme


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def released(programme: Programme, folder: Path) -> dict[str, bytes]:
    ran = programme.pool(release=folder)
    assert ran.code == 0, ran.out
    return files(folder)


@pytest.mark.long
def test_another_machine_day_user_and_order_of_files_give_the_same_bytes(
    first: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = released(Programme(folder=shutil.copytree(first.folder, tmp_path / "here")), tmp_path / "report")
    there = Programme(folder=shutil.copytree(first.folder, tmp_path / "a name with spaces é"))
    for number, path in enumerate(sorted(there.inbox.iterdir(), reverse=True)):
        moved = path.rename(path.with_name(f"Zora Q. Example {number}.cncontrib"))
        os.utime(moved, (number * 10**6, number * 10**6))
    elsewhere = {"TZ": "Pacific/Kiritimati", "USER": "zora", "LOGNAME": "zora", "LANG": "nl_NL.UTF-8"}
    with monkeypatch.context() as away:
        for name, value in elsewhere.items():
            away.setenv(name, value)
        time.tzset()
        assert released(there, tmp_path / "other") == here
    time.tzset()


@pytest.mark.long
def test_other_figures_would_be_seen_in_every_file(first: Programme, tmp_path: Path) -> None:
    here = released(Programme(folder=shutil.copytree(first.folder, tmp_path / "here")), tmp_path / "report")
    changed = Programme(folder=shutil.copytree(first.folder, tmp_path / "changed"))
    more = make_vault(tmp_path / "more.careernotes", facts_of(40, first=9000))
    assert contribute(changed, more, "--out", changed.inbox / "more.cncontrib").code == 0
    for number in range(3):
        extra = make_vault(tmp_path / f"extra{number}", facts_of(30, first=20_000 + 1000 * number))
        assert contribute(changed, extra, "--out", changed.inbox / f"extra{number}.cncontrib").code == 0
    other = released(changed, tmp_path / "other")
    assert all(other[name] != here[name] for name in here)


@pytest.mark.long
def test_no_name_of_a_person_machine_folder_or_file_is_in_a_report(first: Programme, tmp_path: Path) -> None:
    world = Programme(folder=shutil.copytree(first.folder, tmp_path / "here"))
    for number, path in enumerate(sorted(world.inbox.iterdir())):
        path.rename(path.with_name(f"Zora Example {number}.cncontrib"))
    telling = [b"Zora Example", str(tmp_path).encode(), getpass.getuser().encode() + b"@"]
    if len(socket.gethostname()) > 4:
        telling.append(socket.gethostname().encode())
    for name, data in released(world, tmp_path / "report").items():
        words = read_by_a_person(name, data)
        # The search does read the file: what every report counts is named in each of them.
        assert re.search(r"People counted|Getelde personen", words), name
        for word in telling:
            assert word not in data, (name, word)
            assert word.decode() not in words, (name, word)


def read_by_a_person(name: str, data: bytes) -> str:
    """The words of a file, and of what stands behind its pages."""
    if not name.endswith(".pdf"):
        return data.decode("utf-8-sig")
    reader = PdfReader(io.BytesIO(data))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
