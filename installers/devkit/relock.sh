#!/usr/bin/env bash
# Make the three locks again from pyproject.toml. Needs uv (a maintainer's tool, not a user's): python3 -m pip install uv
# With --upgrade every package moves to its newest allowed version; without, only what pyproject.toml asks for changes.
set -euo pipefail
cd "$(dirname "$0")/../.."

compile() { # LOCK options: every platform and Python at once, hashes, no addresses
    local lock=$1
    shift
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-annotate --no-header --quiet "$@" -o "$lock"
}

compile requirements-dev.lock pyproject.toml --group dev "$@"
# The runtime lock is a part of the development lock: the same versions, fewer packages.
compile requirements.lock pyproject.toml --constraint requirements-dev.lock "$@"
# What others made, for dev.py attack: without the product, which never runs beside it.
compile requirements-peers.lock --group pyproject.toml:peers "$@"
