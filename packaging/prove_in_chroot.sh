#!/usr/bin/env bash
# Prove the set-up on a fresh Debian 12 that has python3, git and nothing else:
#
#     packaging/prove_in_chroot.sh [run|test|ci] [ARGUMENTS...]
#
# Makes the system once with debootstrap (in $PROVE_DIR, or /var/tmp/walksheets-prove), then works on a copy of it,
# so each run starts empty: clones the last commit into it, shared test data beside it where there is any, and runs
# "python3 dev.py run" or "test", or .ci/run. Needs root, debootstrap and this machine's own apt and pip
# configuration, which it copies. The copy stays for a look until the next run.
set -euo pipefail
[[ $EUID == 0 ]] || { echo "prove_in_chroot.sh: needs root, for chroot" >&2; exit 2; }

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=${PROVE_DIR:-/var/tmp/walksheets-prove}
base=$place/debian12
root=$place/root
job=${1:-run}
shift || true

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
    debootstrap --variant=minbase --include=python3,git,ca-certificates bookworm "$base" "$mirror"
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

mkdir -p "$root/work"
git clone --quiet "file://$project" "$root/work/walksheets"
shared=${WALKSHEETS_SHARED:-$(dirname "$project")/shared}
if [[ -d $shared ]]; then
    mkdir -p "$root/work/shared"
    mount --bind -o ro "$shared" "$root/work/shared"
fi

case $job in
ci) command=(bash .ci/run) ;;
run | test) command=(python3 dev.py "$job") ;;
*) echo "prove_in_chroot.sh: run, test or ci, not $job" >&2; exit 2 ;;
esac
passed=$(env | grep -E '^(PIP|SSL|REQUESTS|CURL|http|https|no)_' || true)
started=$SECONDS
status=0
# shellcheck disable=SC2086
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI=true $passed \
    chroot "$root" sh -c 'cd /work/walksheets && exec "$@"' sh "${command[@]}" "$@" </dev/null || status=$?
echo "prove_in_chroot.sh: ${command[*]} $*: exit $status after $((SECONDS - started)) s, in $root"
exit $status
