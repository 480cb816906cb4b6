#!/usr/bin/env python3
"""Everything a newcomer needs, from a bare checkout:

    python3 dev.py run     set up, build the invented programme, open the app on it
    python3 dev.py test    set up, run the tests

`python3 dev.py --help` lists the other commands. Needs Python 3.11 to 3.14 and nothing else: the first call
makes `.venv` from a lock whose every file is checked by hash. What it does is in installers/devkit.
"""

# Very old Pythons must be able to read this file, so that it can tell which one is needed.
from __future__ import print_function

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORTED = ["3.11", "3.12", "3.13", "3.14"]


def newer_pythons():
    """The supported interpreters that PATH offers and that start, newest first."""
    found = []
    for version in reversed(SUPPORTED):
        name = "python" + version
        try:
            with open(os.devnull, "w") as nowhere:
                if subprocess.call([name, "-V"], stdout=nowhere, stderr=nowhere) == 0:
                    found.append(name)
        except OSError:
            continue
    return found


def refusal(version):
    """One sentence for a Python that cannot run Career Notes, or None."""
    if (3, 11) <= tuple(version[:2]) < (3, 15):
        return None
    found = newer_pythons()
    todo = "Use the one you have:  %s dev.py run" if found else "Install one of them, then:  %s dev.py run"
    return "Career Notes needs Python 3.11 to 3.14; this is %d.%d (%s).\n%s" % (
        version[0],
        version[1],
        sys.executable,
        todo % (found + ["python3.12"])[0],
    )


if __name__ == "__main__":
    REFUSED = refusal(sys.version_info)
    if REFUSED:
        sys.exit(REFUSED)
    sys.path.insert(0, os.path.join(HERE, "installers"))
    from devkit.verbs import main

    sys.exit(main(sys.argv[1:]))
