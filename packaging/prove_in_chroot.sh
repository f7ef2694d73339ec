#!/usr/bin/env bash
# Prove the set-up on a fresh Debian 12 that has python3, git and nothing else:
#
#     packaging/prove_in_chroot.sh [run|test|ci] [ARGUMENTS...]
#     packaging/prove_in_chroot.sh deb dist/walksheets_VERSION_amd64.deb
#
# "deb" has not even these: it installs the package with apt, lets it do the demo job, opens its window on an X server
# and has the desktop open a campaign, as a double click does. Makes the system once with debootstrap (in $PROVE_DIR,
# or /var/tmp/walksheets-prove), then works on a copy of it, so each run starts empty: clones the last commit into it,
# shared test data beside it where there is any, and runs "python3 dev.py run" or "test", or .ci/run. Needs root,
# debootstrap and this machine's own apt and pip configuration, which it copies. The copy stays for a look until the
# next run.
set -euo pipefail
[[ $EUID == 0 ]] || { echo "prove_in_chroot.sh: needs root, for chroot" >&2; exit 2; }

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=${PROVE_DIR:-/var/tmp/walksheets-prove}
base=$place/debian12
root=$place/root
job=${1:-run}
shift || true
include=python3,git,ca-certificates
if [[ $job == deb ]]; then
    base=$base-bare
    include=ca-certificates
    deb=$(realpath "$1")
    shift
fi

leave() {
    local mount
    for mount in proc dev/shm work/shared; do
        if mountpoint -q "$root/$mount"; then umount "$root/$mount"; fi
    done
}
trap leave EXIT

if [[ ! -e $base/made ]]; then
    rm -rf "$base"
    # the mirror is whichever this machine's apt uses
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' | grep -m1 '/debian/\?$')
    debootstrap --variant=minbase --include="$include" bookworm "$base" "$mirror"
    touch "$base/made"
fi

leave
rm -rf --one-file-system "$root"
cp -a --reflink=auto "$base" "$root"
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm"
mount -t tmpfs tmpfs "$root/dev/shm"

# How this machine reaches its registries.
rm -f "$root/etc/apt/sources.list"
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip /etc/ssl/certs \
    /etc/apt/apt.conf.d /etc/apt/sources.list.d /etc/apt/auth.conf.d /usr/share/keyrings; do
    if [[ -e $file ]]; then
        mkdir -p "$root$(dirname "$file")"
        rm -rf "${root:?}$file" # it may be a link, which would lead out of the root
        cp -aL "$file" "$root$file"
    fi
done

mkdir -p "$root/work/walksheets"
if [[ $job == deb ]]; then
    cp "$deb" "$root/work/walksheets/walksheets.deb"
else
    git clone --quiet "file://$project" "$root/work/walksheets"
fi
shared=${WALKSHEETS_SHARED:-$(dirname "$project")/shared}
if [[ $job != deb && -d $shared ]]; then
    mkdir -p "$root/work/shared"
    mount --bind -o ro "$shared" "$root/work/shared"
fi

case $job in
ci) command=(bash .ci/run) ;;
run | test) command=(python3 dev.py "$job") ;;
deb) command=(bash deb.sh) ;;
*) echo "prove_in_chroot.sh: run, test, ci or deb, not $job" >&2; exit 2 ;;
esac
cat >"$root/work/walksheets/deb.sh" <<'INSIDE'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
if command -v python3; then echo "there is a Python here" >&2; exit 1; fi
apt-get -qq update
apt-get -qq install -y ./walksheets.deb >/dev/null
dpkg --verify walksheets
walksheets --help >/dev/null
walksheets --smoke /root/smoke
apt-get -qq install -y --no-install-recommends xvfb xauth xdotool libglib2.0-bin >/dev/null
xvfb-run -a walksheets --smoke --first-paint >/dev/null
echo "ok  the window painted itself on an X server"
grep -x 'application/vnd.walksheets.campaign=walksheets.desktop;' /usr/share/applications/mimeinfo.cache
grep -x '50:application/vnd.walksheets.campaign:\*.walksheets' /usr/share/mime/globs2
campaign=$(find /root/smoke -name '*.walksheets')
gio info -a standard::content-type "$campaign" | grep 'application/vnd.walksheets.campaign$'
xvfb-run -a sh -c 'gio open "$1" && timeout 120 xdotool search --sync --onlyvisible --name " – Walksheets$" getwindowname' \
    double-click "$campaign"
echo "ok  a double click on a campaign opens it"
apt-get -qq remove -y walksheets >/dev/null
if [[ -e /usr/lib/walksheets || -e /usr/bin/walksheets ]]; then echo "something was left behind" >&2; exit 1; fi
echo "ok  removed without a trace"
INSIDE
passed=$(env | grep -E '^(PIP|SSL|REQUESTS|CURL|http|https|no)_' || true)
started=$SECONDS
status=0
# shellcheck disable=SC2086
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI=true $passed \
    chroot "$root" sh -c 'cd /work/walksheets && exec "$@"' sh "${command[@]}" "$@" </dev/null || status=$?
echo "prove_in_chroot.sh: ${command[*]} $*: exit $status after $((SECONDS - started)) s, in $root"
exit $status
