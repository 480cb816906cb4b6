"""Turns privacy view on and off: the same page is made anew, with what was half typed on it."""

from functools import partial

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.same_page import make_anew
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.privacy import is_private, know_names, set_private
from careernotes.i18n import _
from careernotes.services.desk import Desk


def learn_names(desk: Desk) -> None:
    """Makes people with the same initials known, in the order they were taken on. Runs on the lane, in front
    of the pages that show them.
    """
    know_names(each.alias for each in desk.store.all(Mentee))


def turn(shell: ShellFace) -> None:
    """On when it was off, off when it was on; said to a screen reader and in the status line."""
    private = not is_private()
    set_private(private=private)
    shell.settings.privacy = private
    if shell.desk is not None:
        shell.runner.submit(partial(learn_names, shell.desk))
    make_anew(shell)
    if shell.frame is not None:
        shell.frame.status.show_privacy(private=private)
    shell.announcer.say(_("Privacy view is on.") if private else _("Privacy view is off."))
