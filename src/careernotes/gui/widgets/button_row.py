"""Buttons beside each other, on as many lines as they need."""

from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.gui.widgets.flow_layout import FlowLayout


def button_row(parent: QWidget, *buttons: QPushButton) -> QWidget:
    """A row with *buttons*; they become its children."""
    row = QWidget(parent)
    flow = FlowLayout(row)
    for each in buttons:
        flow.addWidget(each)
    return row
