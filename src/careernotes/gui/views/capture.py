"""Settings: whether pictures of the screen may show this window, for this sitting only."""

from PySide6.QtWidgets import QCheckBox, QWidget

from careernotes.gui import screen_capture
from careernotes.gui.widgets.card import Card
from careernotes.i18n import _


class CaptureCard(Card):
    """A tick where the system can keep the window out; a plain sentence where it cannot."""

    def __init__(self, parent: QWidget, *, able: bool) -> None:
        super().__init__(parent, title=_("Pictures of the screen"))
        self.allow = QCheckBox(_("Allow them until the next lock"), self)
        self.allow.setAccessibleName(self.allow.text())
        self.allow.setVisible(able)
        self.allow.setChecked(screen_capture.is_allowed(parent))
        self.allow.toggled.connect(self._on_toggled)
        self.add_text(
            _("This window is left out of screenshots and shared screens.")
            if able
            else _(
                "This system has no protection against pictures of the screen:"
                " whatever may take one sees this window too."
            )
        )
        self.add(self.allow)

    def _on_toggled(self, allowed: bool) -> None:  # noqa: FBT001  a signal's argument
        screen_capture.protect(self.window(), allowed=allowed)
