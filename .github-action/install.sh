#!/usr/bin/env bash
# Installs journeymap into an environment of its own, and puts it on the PATH of the steps that follow.
#
# Reads JOURNEYMAP_VERSION (empty: what lies beside this script), JOURNEYMAP_PYTHON, and of the runner's variables
# GITHUB_ACTION_PATH, GITHUB_PATH and RUNNER_TEMP. Python runs isolated (`-I`), so that no file of the repository, which
# may be that of a stranger, is taken for a module of Python or pip.
set -euo pipefail

fail() {
  echo "::error::$1"
  exit 2
}

version="${JOURNEYMAP_VERSION:-}"
python="${JOURNEYMAP_PYTHON:-python3}"
place="$RUNNER_TEMP/journeymap"

if [[ -n "$version" && ! "$version" =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]]; then
  fail "The input \`version\` must be a version such as 0.1.0."
fi
if ! "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  fail "journeymap needs Python 3.11 or later; let actions/setup-python come first."
fi

package="$GITHUB_ACTION_PATH"
if [[ -n "$version" ]]; then
  package="journeymap==$version"
fi
"$python" -I -m venv "$place"
bin="$place/bin"
if [[ -d "$place/Scripts" ]]; then
  bin="$place/Scripts" # Windows
fi
"$bin/python" -I -m pip install --quiet --disable-pip-version-check "$package"
echo "$bin" >>"$GITHUB_PATH"
