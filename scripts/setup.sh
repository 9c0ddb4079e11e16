#!/usr/bin/env bash
# Makes the project's environment: finds Python 3.10 (or lets uv bring one), installs uv and the locked packages.
# The packages go into the given folder, uv into .uv; nothing is changed outside the project.
set -euo pipefail

venv=${1:-.venv}
wanted=3.10

say() { printf '%s\n' "$*" >&2; }

# The interpreters that may be here, best first: the one on the path, pyenv's, whatever `python3` is.
python310() {
  local candidate
  for candidate in "python$wanted" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/$wanted.*/bin/python python3 python; do
    if [ "$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$wanted" ]; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# Any Python 3.8 or newer can install uv; uv then brings Python 3.10 if this machine has none.
any_python() {
  local candidate
  for candidate in python3 python "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

if python=$(python310); then
  say "Setting up with Python $wanted from $python"
elif python=$(any_python); then
  say "No Python $wanted here; uv will bring one"
else
  say "Signpost needs Python 3.8 or newer to set itself up; install python3 and try again."
  exit 1
fi

uv=".uv/bin/uv"
if ! [ -x "$uv" ]; then
  "$python" -m venv .uv
  .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.5,<1" 2>&1 | grep -v '^WARNING' >&2 || true
  [ -x "$uv" ] || { say "uv could not be installed; check the network and try again."; exit 1; }
fi

say "Installing packages (about 3 GB on the first run) …"
if base=$(python310); then export UV_PYTHON="$base"; fi
UV_PROJECT_ENVIRONMENT="$venv" "$uv" sync --frozen --quiet
