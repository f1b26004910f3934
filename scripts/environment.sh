# Sourced by the scripts beside it: `environment NAME` makes the environment of scripts/locks/NAME.txt
# once, says so, and sets $PYTHON. A changed lock or another Python gets an environment of its own.
# Needs Python >= 3.11 with its pip and venv modules; works without ensurepip (Debian splits it off).
# shellcheck shell=bash

BANDITORE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export BANDITORE_ROOT

fail() {
  printf 'banditore: %s\n' "$1" >&2
  shift
  for hint in "$@"; do printf 'banditore: hint: %s\n' "$hint" >&2; done
  exit 1
}

find_python() {
  local candidate
  for candidate in "${BANDITORE_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    { [[ -n $candidate ]] && command -v "$candidate" >/dev/null; } || continue
    # In an activated environment without pip, as ours are, the Python it was made from.
    "$candidate" -c 'import sys, importlib.util as util
sys.exit(1) if sys.version_info < (3, 11) else print(
    sys.argv[1] if util.find_spec("pip") else sys._base_executable)' "$candidate" && return
  done
  return 1
}

# Which lock a command needs, by its first word; options before it are skipped.
lock_of() {
  local word
  for word in "$@"; do
    case "$word" in
    -*) ;;
    poster | relay | simulator) printf '%s\n' "$word" && return ;;
    *) break ;;
    esac
  done
  # Whoever talks to a provider may have a queue at AWS to empty, whose client is an extra.
  if [[ -n ${SQS_QUEUE_URL:-} ]]; then printf 'sqs\n'; else printf 'runtime\n'; fi
}

environment() {
  local name=$1 base lock cache key home
  base=$(find_python) || fail "no Python 3.11 or newer found" \
    "install one, or name it: BANDITORE_PYTHON=/path/to/python3 $0"
  lock="$BANDITORE_ROOT/scripts/locks/$name.txt"
  # On a hosted runner the work tree is read again by every job: keep it clean.
  cache=${BANDITORE_CACHE:-${RUNNER_TEMP:-$BANDITORE_ROOT/.cache}}
  key=$({ "$base" -c 'import sys; print(sys.version, sys.prefix)'; cat "$lock"; } | git hash-object --stdin)
  home="$cache/banditore-$name-${key:0:12}"
  PYTHON="$home/bin/python"
  [[ -e "$home/.ready" ]] || install_environment "$name" "$base" "$lock" "$home"
  export PYTHON PATH="$home/bin:$PATH" PYTHONPATH="$BANDITORE_ROOT/scripts"
}

install_environment() {
  local name=$1 base=$2 lock=$3 home=$4 fresh="$4.new.$$" installing
  printf 'banditore: preparing the %s environment (once) …\n' "$name" >&2
  mkdir -p "$(dirname "$home")"
  rm -rf "$fresh"
  "$base" -m venv --without-pip "$fresh"
  # bash heeds a signal at once only while it waits, and pip starts a pip: hence a group of its own,
  # which a cancelled job takes along within its few seconds.
  set -m
  "$base" -m pip --python "$fresh/bin/python" install -qq --disable-pip-version-check --no-input \
    --no-deps --require-hashes --only-binary :all: --requirement "$lock" </dev/null &
  installing=$!
  set +m
  trap 'kill -KILL -- "-$installing"; wait 2>/dev/null; rm -rf "$fresh"; exit 130' INT TERM
  wait "$installing" ||
    { rm -rf "$fresh"; fail "the packages of $lock could not be installed" "is the package index within reach?"; }
  trap 'exit 130' INT TERM
  : > "$fresh/.ready"
  # Two jobs may have prepared it at once: the first one in place wins. The console scripts name
  # $fresh in their first line, so tools are run as `python -m`, or are binaries.
  "$base" -c 'import os, sys; os.rename(*sys.argv[1:])' "$fresh" "$home" 2>/dev/null || rm -rf "$fresh"
  [[ -e "$home/.ready" ]] || fail "the environment could not be placed at $home"
}
