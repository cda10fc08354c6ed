#!/usr/bin/env bash
# Fetches the locked libraries for a system with glibc 2.31: fetch_wheels.sh FOLDER ARCHITECTURE
#
# pip checks each against the lock's hash, and fails where one has no wheel for such a system. With
# --dry-run as third argument nothing is kept: it only tells whether all are to be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:?usage: fetch_wheels.sh FOLDER ARCHITECTURE [--dry-run]}
architecture=${2:?}
python=${PYTHON:-python3.11}

# pip takes an older system's wheel only where that system is named.
platforms=(--platform "manylinux2014_$architecture" --platform "linux_$architecture")
for minor in $(seq 31 -1 17); do
  platforms+=(--platform "manylinux_2_${minor}_$architecture")
done
if [ "$architecture" = x86_64 ]; then
  platforms+=(--platform manylinux2010_x86_64 --platform manylinux1_x86_64)
  for minor in $(seq 16 -1 5); do platforms+=(--platform "manylinux_2_${minor}_x86_64"); done
fi
# The lock's conditions are asked of the machine that runs pip, not of the one that is meant.
lock=$(mktemp)
trap 'rm -f "$lock"' EXIT
"$python" packaging/linux/lock_for.py "$architecture" >"$lock"
options=(--quiet --no-input --disable-pip-version-check --no-deps --require-hashes
  --only-binary :all: --implementation cp --python-version 3.11 "${platforms[@]}" -r "$lock")
if [ "${3:-}" = --dry-run ]; then
  "$python" -m pip install --dry-run --ignore-installed --target "$folder" "${options[@]}"
  echo "$(grep -c '==' "$lock") libraries have a wheel for $architecture with glibc 2.31."
else
  mkdir -p "$folder"
  "$python" -m pip download --dest "$folder" "${options[@]}"
fi
