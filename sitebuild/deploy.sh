# The target's side of deploy.py, for any POSIX shell with the tools of GNU, BSD or BusyBox. It is sent to the shell after
# lines that set: what (to do), folder, sum (how the list of checksums begins its own), upload, after.
# It answers in one line: "deploy: <word> …". At every moment current leads to a release that is whole.
set -u
umask 022
export LC_ALL=C

answer() { echo "deploy: $*"; exit; }

sums() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# A folder holds what its list says and nothing else, and the list is the one that was sent.
whole() (
    cd "$1" || exit
    case $(sums <SHA256SUMS) in "$2"*) ;; *) exit 1 ;; esac
    [ "$(find . ! -type d | wc -l)" -eq "$(($(wc -l <SHA256SUMS) + 1))" ] && sums -c SHA256SUMS >/dev/null
)

# The release that current leads to, as releases/<time>-<sum>; nothing where there is none.
release() { if [ -d current/ ]; then readlink current; fi; }

# One rename(2): there is no moment without current. -T is GNU's and BusyBox's, -h BSD's and the Mac's.
swap() {
    rm -f .current
    ln -s "$1" .current && { mv -fT .current current 2>/dev/null || mv -fh .current current; }
}

# One at a time. The lock names its process and time; it counts no more when that process is gone, or after an hour.
lock() {
    owner=
    for _try in 1 2 3 4 5 6 7 8 9 10; do
        mine=$$.$(date +%s)
        if ln -s "$mine" .lock 2>/dev/null; then
            trap 'if [ "$(readlink .lock)" = "$mine" ]; then rm -f .lock; fi' EXIT
            trap 'exit 1' HUP INT TERM
            return
        fi
        owner=$(readlink .lock) || continue
        if kill -0 "${owner%.*}" 2>/dev/null && [ "$(($(date +%s) - ${owner#*.}))" -lt 3600 ]; then
            sleep 1
        elif [ "$(readlink .lock)" = "$owner" ]; then
            rm -f .lock
        fi
    done
    if [ -L .lock ]; then answer taken "${owner%.*}"; else answer unwritable; fi
}

# No release is ever half there: it leaves its place in one step before it is deleted.
discard() { mv "$1" ".incoming/${1#*/}" && rm -rf ".incoming/${1#*/}"; }

prepare() {
    mkdir -p "$folder" && cd "$folder" || answer unwritable
    for each in * .[!.]* ..?*; do
        case $each in
        releases | current | .current | .incoming | .lock) ;;
        *) if [ -e "$each" ] || [ -L "$each" ]; then answer stranger "$each"; fi ;;
        esac
    done
    if [ -e current ] && [ ! -L current ]; then answer stranger current; fi
    mkdir -p .incoming releases && [ -w . ] || answer unwritable
    old=$(release)
    case $old in *"-$sum") if whole current/ "$sum"; then answer same "${old#*/}"; fi ;; esac
    left=$(ls -t .incoming | head -n 1) # a broken upload's files need not come again
    answer ready "$old" "${left:+.incoming/$left}"
}

finish() {
    cd "$folder" || answer unwritable
    lock
    whole ".incoming/$upload" "$sum" || answer damaged
    old=$(release)
    now=$(date -u +%Y%m%dT%H%M%SZ)
    for each in releases/*; do # two in one second would have no order
        case $each in releases/"$now"-*) sleep 1 && now=$(date -u +%Y%m%dT%H%M%SZ) ;; esac
    done
    new=releases/$now-$sum
    mv ".incoming/$upload" "$new" && swap "$new" || answer unwritable
    if ! sh -c "$after" >&2; then
        if [ -n "$old" ]; then swap "$old"; else rm -f current; fi
        discard "$new"
        answer after
    fi
    newer=
    for each in releases/*; do # what was rolled back from is nothing to go back to
        if [ -n "$newer" ] && [ "$each" != "$new" ]; then discard "$each"; fi
        if [ "$each" = "$old" ]; then newer=yes; fi
    done
    set -- releases/*
    while [ $# -gt 5 ]; do
        if [ "$1" != "$new" ]; then discard "$1"; fi
        shift
    done
    find .incoming/* -prune -mtime +1 -exec rm -rf {} + 2>/dev/null # a younger one may still be arriving
    answer "done" "${new#*/}"
}

rollback() {
    cd "$folder" && [ -d releases ] || answer nothing
    lock
    old=$(release)
    new=
    for each in releases/*; do
        if [ "$each" = "$old" ]; then break; fi
        new=$each
    done
    if [ -z "$old" ]; then answer nothing; fi
    if [ -z "$new" ]; then answer first "${old#*/}"; fi
    whole "$new" "${new##*-}" || answer damaged
    swap "$new" || answer unwritable
    if ! sh -c "$after" >&2; then
        swap "$old"
        answer after
    fi
    answer back "${new#*/}" "${old#*/}"
}

"$what" </dev/null
