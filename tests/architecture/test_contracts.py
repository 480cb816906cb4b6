"""The import contracts of pyproject.toml hold on the product as it stands."""

import tomllib

from tests.architecture.contracts import broken_contracts
from tests.architecture.source import ROOT


def test_every_import_contract_is_kept() -> None:
    assert broken_contracts(ROOT) == {}


def test_every_room_of_the_picture_exists() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["id"] == "layers")["layers"]
    rooms = {room.strip() for line in layers for room in line.replace(":", "|").split("|")}
    found = {
        path.stem
        for path in (ROOT / "src" / "careernotes").iterdir()
        if path.suffix == ".py" or path.is_dir()
    }

    assert rooms == {name for name in found if not name.startswith("__")}
