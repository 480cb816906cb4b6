"""The page shown now, made anew, with what was half typed on it and the keyboard where it was."""

from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.controllers.typed_fields import read_view


def make_anew(shell: ShellFace) -> None:
    """Opens the same page again; the way back stays as it is."""
    navigator, places = shell.navigator, shell.places
    if navigator is None or navigator.here is None or navigator.current is None:
        return
    name, arguments = navigator.here
    typed = read_view(navigator.current.view, name, arguments)
    navigator.replace(name, **arguments)
    if places is not None:
        places.lead_back(typed)
