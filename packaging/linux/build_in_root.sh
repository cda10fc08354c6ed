#!/usr/bin/env bash
# Freezes the program inside the old tree of make_root.sh, so that it runs on old desktops.
#
# Usage, as root:  packaging/linux/build_in_root.sh ROOT [OUTPUT]
#
# The libraries are fetched outside, by the lock's hashes and for this age of system; inside, nothing
# is fetched. What is frozen is the last commit, nothing that lies beside it. What comes out lies in
# OUTPUT (dist): folder, tar.xz and .deb. REVISION names another commit.
set -euo pipefail
cd "$(dirname "$0")/../.."

root=$(realpath "${1:?usage: build_in_root.sh ROOT [OUTPUT]}")
output=$(realpath -m "${2:-dist}")
started=$SECONDS

packaging/linux/fetch_wheels.sh "$root/wheels" "$(uname -m)"
rm -rf "$root/src/ziping"
mkdir -p "$root/src/ziping" "$output"
git archive "${REVISION:-HEAD}" | tar -xf - -C "$root/src/ziping"
if ! mountpoint -q "$root/proc"; then
  mount -t proc proc "$root/proc"
  trap 'umount "$root/proc"' EXIT
fi
chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  python3.11 /src/ziping/dev.py build --old-system --archive --deb --wheels /wheels
for made in "$root"/src/ziping/dist/*; do
  rm -rf "${output:?}/$(basename "$made")"
  cp -a "$made" "$output/"
done
echo "$((SECONDS - started)) s: $output"
