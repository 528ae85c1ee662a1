#!/usr/bin/env bash
# Checks journeys, with findings as annotations and in the summary of the step.
#
# Reads JOURNEYMAP_COMMAND, JOURNEYMAP_PATHS (one a line), JOURNEYMAP_FAIL_ON and JOURNEYMAP_SARIF_FILE. Nothing of them
# is run or expanded by the shell.
set -euo pipefail

fail() {
  echo "::error::$1"
  exit 2
}

command="${JOURNEYMAP_COMMAND:-validate}"
case "$command" in
  validate | lint) ;;
  *) fail "The input \`command\` must be validate or lint." ;;
esac

options=(--output-format github)
if [[ -n "${JOURNEYMAP_FAIL_ON:-}" ]]; then
  options+=("--fail-on=$JOURNEYMAP_FAIL_ON")
fi
if [[ -n "${JOURNEYMAP_SARIF_FILE:-}" ]]; then
  options+=("--output-format=sarif:$JOURNEYMAP_SARIF_FILE")
fi

paths=()
while IFS= read -r line || [[ -n "$line" ]]; do
  line="${line%$'\r'}"
  if [[ -n "${line//[[:space:]]/}" ]]; then
    paths+=("$line")
  fi
done <<<"${JOURNEYMAP_PATHS:-.}"

exec journeymap "$command" "${options[@]}" -- "${paths[@]}"
