"""A second folder that does not answer, as on a dead network drive: told, named, and in nobody's way."""

import errno
import os
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on

from careernotes.domain.mentees import Mentee
from careernotes.services import backup_overview, backups, erasing, proving
from careernotes.services.desk import Desk
from careernotes.vault import erasure
from careernotes.vault.backup_errors import BackupFolderGoneError
from careernotes.vault.backup_shelf import files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs links that lead nowhere")


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A second folder with one copy in it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    take_on(desk, "Mira-07")
    backups.choose_second_folder(desk, folder)
    assert backups.back_up(desk).copied is not None
    return folder


def die(stick: Path) -> None:
    """From now on the system gives an error about it that is not "not there", as for a mount that died."""
    stick.rename(stick.with_name("drawer"))
    stick.symlink_to("x" * 300)
    with pytest.raises(OSError, match=os.strerror(errno.ENAMETOOLONG)):
        stick.stat()


def test_the_backup_of_its_own_is_made_though_the_second_folder_is_dead(desk: Desk, stick: Path) -> None:
    die(stick)
    take_on(desk, "Tova-31")
    report = backups.tend(desk)
    assert report is not None
    assert report.made.counts
    assert isinstance(report.problem, BackupFolderGoneError)
    assert not backup_overview.overview(desk).second_there
    assert backups.tend(desk) is None


def test_an_erasure_ends_and_names_what_lies_in_a_dead_folder(desk: Desk, stick: Path) -> None:
    held = tuple(str(path) for path in files(stick))
    die(stick)
    (mentee,) = desk.store.all(Mentee)
    assert erasing.preview_person(desk, mentee.mentee_id).out.places == held
    proving.prove(desk, PASSPHRASE, allow_test=True)
    assert erasing.erase_person(desk, mentee.mentee_id).unreached == held
    assert not erasure.unfinished(desk.store)
    assert len(files(desk.vault.paths.backups)) == 1


def test_a_dead_folder_cannot_be_chosen(desk: Desk, stick: Path) -> None:
    die(stick)
    with pytest.raises(BackupFolderGoneError):
        backups.choose_second_folder(desk, stick)
