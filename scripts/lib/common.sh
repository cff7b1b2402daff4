# Shared by the scripts beside this folder: where things are, what the project needs from the
# system, and which Node it runs with. Sourced, never run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
JOBS=${JOBS:-$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)}

FETCHED_NODE=$ROOT/build/node

# What is needed: for which scripts, how to see that it is there, the Debian package that brings it.
NEEDS="
serve  command:cmake                cmake
serve  command:ninja                ninja-build
serve  command:em++                 emscripten
serve  header:nlohmann/json.hpp     nlohmann-json3-dev
serve  header:tl/expected.hpp       libexpected-dev
test   command:g++                  g++
test   path:/usr/src/googletest     googletest
test   header:gtest/gtest.h         libgtest-dev
test   header:gmock/gmock.h         libgmock-dev
test   header:benchmark/benchmark.h libbenchmark-dev
test   header:CLI/CLI.hpp           libcli11-dev
test   command:clang-format         clang-format
test   command:clang-tidy           clang-tidy
test   command:chromium             chromium
test   command:brotli               brotli
"
NODE_NEEDS="
serve  command:node                 nodejs
serve  command:npm                  npm
"

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- what is missing ------------------------------------------------------------------------

is_present() {
  local kind=${1%%:*} name=${1#*:}
  case $kind in
    command) has "$name" ;;
    path) [ -e "$name" ] ;;
    header) find_header "$name" ;;
  esac
}

find_header() {
  local folder
  for folder in /usr/include /usr/local/include /opt/homebrew/include; do
    [ -e "$folder/$1" ] && return 0
  done
  return 1
}

# missing_needs serve|test: prints "check package" for each need that is not met; test includes
# what serve needs.
missing_needs() {
  local scope check package
  { printf '%s' "$NEEDS"; runs_current_node || printf '%s' "$NODE_NEEDS"; } |
    while read -r scope check package; do
      [ -n "$scope" ] || continue
      [ "$scope" = serve ] || [ "$1" = test ] || continue
      is_present "$check" || printf '%s %s\n' "$check" "$package"
    done
}

# --- Node -------------------------------------------------------------------------------------

# Vite runs on Node ^20.19 or >=22.12.
is_current_node() {
  local version major minor
  version=$("$1" --version 2>/dev/null) || return 1
  IFS=. read -r major minor _ <<<"${version#v}"
  ((major == 20 && minor >= 19 || major == 22 && minor >= 12 || major > 22))
}

runs_current_node() { has npm && is_current_node node; }

# Puts the fetched Node first on PATH where the system's will not do. Fetches nothing.
use_node() {
  if ! runs_current_node && [ -x "$FETCHED_NODE/node_modules/.bin/node" ]; then
    PATH=$FETCHED_NODE/node_modules/.bin:$PATH
    export PATH
  fi
}

require_node() {
  use_node
  runs_current_node || die "Node ^20.19 or >=22.12 with npm is missing. Run: scripts/setup"
  [ -d "$ROOT/node_modules" ] || die "The web tools are missing. Run: scripts/setup"
}

# Debian's Emscripten finds its JavaScript parser here under a Node that is not Debian's own.
use_emscripten() {
  if [ -d /usr/share/nodejs ]; then
    export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
  fi
}
