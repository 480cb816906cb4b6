"""Guards against habits that freeze or crash a Qt program; each has cost somebody a crash."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Finding, Module

LANES = ("gui.jobs",)
STARTS_THE_LOOP = ("gui.app", "gui.__main__", "gui.supervisor", "gui.album")


def no_lambda_receivers(modules: list[Module]) -> Iterator[Finding]:
    """A job answers to a bound method: Qt drops it when the window is gone, a lambda would still run."""
    for module in modules:
        if module.layer != "gui":
            continue
        for name, call in module.calls():
            for keyword in call.keywords if name == "submit" else []:
                receiver = keyword.arg in {"succeeded", "failed"}
                if receiver and not isinstance(keyword.value, ast.Attribute | ast.Name):
                    what = f"{keyword.arg} is not a bound method"
                    yield Finding(guard="no_lambda_receivers", path=module.path, line=call.lineno, what=what)


def one_event_loop(modules: list[Module]) -> Iterator[Finding]:
    """No nested event loop: it re-enters slots in the middle of their work, and survives a lock."""
    for module in modules:
        if module.layer != "gui":
            continue
        for name, call in module.calls():
            nested = name in {"exec", "exec_", "QEventLoop"} and not module.is_in(*STARTS_THE_LOOP)
            if nested or name in {
                "processEvents",
                "getText",
                "getItem",
                "question",
                "information",
                "warning",
                "critical",
            }:
                if name in {"question", "information", "warning", "critical", "getText", "getItem"}:
                    owner = ast.unparse(call.func)
                    if not owner.startswith(("QMessageBox", "QInputDialog")):
                        continue
                yield Finding(guard="one_event_loop", path=module.path, line=call.lineno, what=name)


def work_on_the_lane(modules: list[Module]) -> Iterator[Finding]:
    """Vault work runs on the one lane; a thread of one's own breaks SQLCipher's and Qt's thread rules."""
    for module in modules:
        if module.layer != "gui" or module.is_in(*LANES):
            continue
        for name, call in module.calls():
            if name in {
                "Thread",
                "QThread",
                "QThreadPool",
                "QRunnable",
                "ThreadPoolExecutor",
                "ProcessPoolExecutor",
            }:
                yield Finding(guard="work_on_the_lane", path=module.path, line=call.lineno, what=name)


def no_sleep(modules: list[Module]) -> Iterator[Finding]:
    """Wait for a condition, never for time."""
    for module in modules:
        for name, call in module.calls():
            if name in {"sleep", "qSleep", "qWait", "msleep"}:
                yield Finding(guard="no_sleep", path=module.path, line=call.lineno, what=name)
