"""The wall as the interpreter sees it: what the exporter's process really loads."""

import subprocess
import sys

from tests.architecture.source import ROOT

QUESTION = "import sys; import careernotes.exporter.__main__; print(*sorted(sys.modules))"


def loaded_by(question: str) -> set[str]:
    """The modules a fresh interpreter has loaded after *question*."""
    command = [sys.executable, "-c", question]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_exporter_loads_neither_qt_nor_anything_that_reads_notes() -> None:
    loaded = loaded_by(QUESTION)

    assert "careernotes.exporter.__main__" in loaded
    assert not {
        name
        for name in loaded
        if name.startswith(("PySide6", "shiboken6", "careernotes.services", "careernotes.gui"))
    }
    assert not loaded & {"careernotes.vault.notes", "careernotes.vault.search", "careernotes.vault.lifecycle"}
    assert not loaded & {"socket", "ssl", "asyncio", "http.client"}


def test_the_question_would_see_qt_if_it_were_loaded() -> None:
    assert "PySide6.QtCore" in loaded_by("import PySide6.QtCore, sys; print(*sorted(sys.modules))")


def test_the_exporter_loads_the_solver_only_when_a_report_is_attacked() -> None:
    solver = {"highspy", "numpy", "careernotes.auditing.solver"}
    assert not loaded_by(QUESTION) & solver
    attacks = "import sys; import careernotes.exporter.attacking; print(*sorted(sys.modules))"
    assert solver <= loaded_by(attacks)


def test_the_exporter_loads_the_typesetter_only_when_pages_are_made() -> None:
    assert "reportlab" not in loaded_by(QUESTION)
    assert "reportlab" in loaded_by("import sys; import careernotes.report.pdf; print(*sorted(sys.modules))")


def test_the_window_never_loads_the_solver() -> None:
    for place in ("gui.__main__", "services.exporting", "cli.__main__"):
        entrance = f"careernotes.{place}"
        loaded = loaded_by(f"import sys; import {entrance}; print(*sorted(sys.modules))")
        assert entrance in loaded
        assert not {name for name in loaded if name.startswith(("highspy", "numpy", "careernotes.auditing"))}
