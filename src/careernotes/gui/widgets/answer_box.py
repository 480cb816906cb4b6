"""A box of answers that says when the one chosen is longer than there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget


class AnswerBox(QComboBox):
    """Ends an answer that does not fit in three dots, and tells the whole of it where the mouse rests."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentTextChanged.connect(self._tell_whole)

    def shown_text(self) -> str:
        """The answer as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitting(option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the box, with an answer that fits."""
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _tell_whole(self) -> None:
        self.setToolTip("" if self.shown_text() == self.currentText() else self.currentText())

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        # The style leaves a pixel at either side.
        letters = max(room.width() - 2, 0)
        return self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, letters)
