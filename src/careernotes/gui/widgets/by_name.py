"""Sets Qt's properties by the names Qt itself gives their values.

Python learns the ``Qt`` namespace as a whole, a fifth of a bare start, with the first name of it used. What
the first window needs of it is said in words, so that it is learned behind the first picture
(tests/gui/test_first_picture.py).
"""

from PySide6.QtCore import QObject


def set_by_name(target: QObject, name: str, value: str) -> None:
    """Sets the property *name* to what Qt calls *value*; several are joined by ``|``.

    Raises:
        ValueError: Qt knows no such property or no such value, and nothing was set.
    """
    if target.metaObject().indexOfProperty(name) < 0 or not target.setProperty(name, value):
        raise ValueError(f"{name}: {value}")
