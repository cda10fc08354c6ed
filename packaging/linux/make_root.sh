#!/usr/bin/env bash
# A Debian 11 (glibc 2.31) tree in which the program is frozen for old desktops, with CPython 3.11.
#
# Usage, as root:  packaging/linux/make_root.sh FOLDER
#
# What is frozen needs the C library of the machine that froze it, so that machine has to be as old
# as the oldest desktop in the offices. Debian 11 has no Python 3.11: it is built here from Debian
# 12's source package (its upstream archive with the faults mended that Debian mends, and none of its other changes).
# A finished part is not made again; the folder takes about 1.2 GB.
set -euo pipefail

folder=$(realpath -m "${1:?usage: make_root.sh FOLDER}")
suite=bullseye
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
python=3.11
# What Qt links to (the window's libraries too: they go into the bundle), and what builds CPython.
packages=(
  ca-certificates build-essential xz-utils binutils file tcl
  libssl-dev zlib1g-dev libexpat1-dev libffi-dev libbz2-dev liblzma-dev uuid-dev
  libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
  libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
)

in_root() { chroot "$folder" /usr/bin/env -i HOME=/root LANG=C.UTF-8 \
  PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

step() { printf '%s  %s\n' "$(date +%T)" "$1"; }

make_tree() {
  [ -e "$folder/.made-tree" ] && return
  step "debootstrap $suite"
  rm -rf "$folder"
  debootstrap --variant=minbase "$suite" "$folder" "$mirror" >/dev/null
  # Sources of the next release, for CPython and SQLite alone: nothing of it is installed.
  echo "deb-src $mirror bookworm main" >"$folder/etc/apt/sources.list.d/bookworm.list"
  cp /usr/share/keyrings/debian-archive-keyring.gpg "$folder/etc/apt/trusted.gpg.d/bookworm.gpg"
  in_root apt-get update -q >/dev/null
  in_root apt-get install -y -q --no-install-recommends "${packages[@]}" >/dev/null
  touch "$folder/.made-tree"
}

fetch_source() {
  in_root sh -ec "mkdir -p /usr/src/$1 && cd /usr/src/$1 &&
    apt-get source -q --download-only $1=\$(apt-cache showsrc --only-source $1 |
      sed -n 's/^Version: //p' | sort -V | tail -1) >/dev/null"
}

make_sqlite() {
  [ -e "$folder/.made-sqlite" ] && return
  step "SQLite"
  fetch_source sqlite3
  in_root sh -ec 'cd /usr/src/sqlite3
    rm -rf tree && dpkg-source --no-check -x sqlite3_*.dsc tree >/dev/null 2>&1
    cd tree && ./configure --prefix=/usr/local --disable-tcl --disable-static >/dev/null
    make -j2 sqlite3.c libsqlite3.la >/dev/null 2>&1
    make install >/dev/null 2>&1
    ldconfig'
  touch "$folder/.made-sqlite"
}

make_python() {
  [ -e "$folder/.made-python" ] && return
  step "CPython $python"
  fetch_source python$python
  in_root sh -ec 'cd /usr/src/python3.11
    rm -rf tree && mkdir tree
    tar -xf python3.11_*.orig.tar.gz -C tree --strip-components=1
    tar -xf python3.11_*.debian.tar.xz -C tree
    cd tree
    # Those before change where things are installed; from this one on they mend faults.
    sed -n "/^shutdown-deadlock/,\$p" debian/patches/series | while read -r name; do
      patch -p1 -s --no-backup-if-mismatch <"debian/patches/$name" || exit 1
    done
    # Debian links this module into the interpreter; here it is one of its own.
    sed -i "1i #define Py_BUILD_CORE_MODULE 1" Modules/pyexpat.c
    ./configure -q --prefix=/usr/local --enable-shared --with-system-expat \
      LDFLAGS="-Wl,-rpath,/usr/local/lib" CPPFLAGS=-I/usr/local/include >/dev/null
    make -j2 -s >/dev/null 2>../make.log || { tail -20 ../make.log; exit 1; }
    make -s install >../install.log 2>&1 || { tail -20 ../install.log; exit 1; }
    ldconfig
    /usr/local/bin/python3.11 -c "import bz2, ctypes, lzma, pyexpat, sqlite3, ssl, uuid, venv, zlib
assert sqlite3.sqlite_version_info >= (3, 40), sqlite3.sqlite_version
print(\"  sqlite\", sqlite3.sqlite_version)"'
  touch "$folder/.made-python"
}

started=$SECONDS
make_tree
make_sqlite
make_python
step "ready in $((SECONDS - started)) s: $folder, glibc $(in_root ldd --version | sed -n '1s/.* //p'), $(in_root python3.11 --version)"
