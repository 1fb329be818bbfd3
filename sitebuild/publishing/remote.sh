# The target's side of deploy.py, for any POSIX shell with the tools of GNU, BSD or BusyBox. It is sent to the shell after
# lines that set: what (to do), folder, sum (how the list of checksums begins its own), upload, after, limit (its seconds).
# It answers in one line: "deploy: <word> …". At every moment current leads to a release that is whole. A deploy and a
# rollback have two steps, current and then AFTER; .done names the release and the AFTER that were the last to succeed,
# so that whoever comes next finishes what was broken off between the two.
set -u
umask 022
export LC_ALL=C

d='[0-9]'
x='[0-9a-f]'
RELEASES="releases/$d$d$d$d$d$d$d${d}T$d$d$d$d$d${d}Z-$x$x$x$x$x$x$x$x$x$x$x$x" # ours; the rest is somebody's

answer() { echo "deploy: $*"; exit; }

sums() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# A folder holds what its list says and nothing else, and the list is the one that was sent. Scripts of other versions
# may stand there too (keep_scripts): a page runs none but those whose hash it knows.
whole() (
    cd "$1" || exit
    case $(sums <SHA256SUMS) in "$2"*) ;; *) exit 1 ;; esac
    there=$(find . ! -type d ! -path './js/*-????????.js' ! -path './js/*-????????.js.*' | wc -l)
    listed=$(grep -c -v '^[0-9a-f]* [ *]js/.*-........\.js' SHA256SUMS)
    [ "$there" -eq "$((listed + 1))" ] && sums -c SHA256SUMS >/dev/null
)

# The release that current leads to, as releases/<time>-<sum>; nothing where there is none.
release() { if [ -d current/ ]; then readlink current; fi; }

# A page that a browser or a cache has still asks for the scripts of its own version.
keep_scripts() {
    for from in $RELEASES; do
        if [ "$from" = "$1" ] || [ ! -f "$from/SHA256SUMS" ]; then continue; fi
        sed -n 's/^[0-9a-f]* [ *]\(js\/.*-........\.js.*\)$/\1/p' "$from/SHA256SUMS" | while IFS= read -r script; do
            [ -e "$1/$script" ] || { mkdir -p "$1/js" && ln "$from/$script" "$1/$script"; }
        done
    done 2>/dev/null
}

# One rename(2): there is no moment without current. -T is GNU's and BusyBox's, -h BSD's and the Mac's.
swap() {
    keep_scripts "$1"
    rm -f .current
    ln -s "$1" .current && { mv -fT .current current 2>/dev/null || mv -fh .current current; }
}

# One at a time. The lock names its process and time; it counts no more when that process is gone, after an hour, or
# when it is of a time that has not come (a clock that was put right by less than a minute aside).
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
        if holds "${owner%%.*}" "${owner#*.}"; then
            sleep 1
        elif [ "$(readlink .lock)" = "$owner" ]; then
            rm -f .lock
        fi
    done
    if [ -L .lock ]; then answer taken "${owner%%.*}"; else answer unwritable; fi
}

holds() {
    for number in "$1" "$2"; do
        case $number in '' | *[!0-9]*) return 1 ;; esac
    done
    age=$(($(date +%s) - $2))
    [ "$age" -gt -60 ] && [ "$age" -lt 3600 ] && kill -0 "$1" 2>/dev/null
}

# Run AFTER. Its words go to a file: what it leaves running would else hold the line to this shell open.
run_after() {
    rm -f .said
    began=$(date +%s)
    if command -v timeout >/dev/null; then
        timeout -s KILL "$limit" sh -c 'exec sh -c "$0" >.said 2>&1' "$after"
        return
    fi
    sh -c "$after" </dev/null >.said 2>&1 & # a Mac
    ran=$!
    (
        trap 'kill $!' TERM
        sleep "$limit" &
        wait $! && kill -9 "$ran"
    ) >/dev/null 2>&1 &
    watch=$!
    wait "$ran"
    status=$?
    kill "$watch" 2>/dev/null
    return $status
}

done_line() { echo "$1 $(printf %s "$after" | sums)"; }

settled() { [ "$(cat .done 2>/dev/null)" = "$(done_line "$1")" ]; }

# The second step for a release that is shown. Where it fails, $2 is shown again, and AFTER tells a server so too; there
# is no $2 where nothing was there before.
settle() {
    if run_after; then
        rm -f .said
        done_line "$1" >.done.new && mv -f .done.new .done || answer unwritable
        return
    fi
    took=$(($(date +%s) - began))
    words=$(cat .said)
    if [ -z "$2" ]; then
        rm -f current
    elif [ "$2" != "$1" ]; then
        swap "$2"
        run_after
    fi
    if [ -n "${3-}" ]; then discard "$3"; fi
    printf '%s\n' "$words" >&2
    if [ "$took" -ge "$limit" ]; then answer late "$limit"; else answer after; fi
}

# The release that was shown when AFTER last succeeded, where it is still there.
last_done() {
    if [ -f .done ] && read -r last _sum <.done && [ -d "$last" ]; then echo "$last"; fi
}

# No release is ever half there: it leaves its place in one step before it is deleted.
discard() { mv "$1" ".incoming/${1#*/}" && rm -rf ".incoming/${1#*/}"; }

prepare() {
    mkdir -p "$folder" && cd "$folder" || answer unwritable
    if [ ! -d releases ] || [ ! -d .incoming ]; then # no deploy made this folder
        for each in * .[!.]* ..?*; do
            case $each in
            releases | current | .current | .incoming | .lock | .done | .done.new | .said) ;;
            *) if [ -e "$each" ] || [ -L "$each" ]; then answer stranger "$each"; fi ;;
            esac
        done
    fi
    if [ -e current ] && [ ! -L current ]; then answer stranger current; fi
    mkdir -p .incoming releases && [ -w . ] || answer unwritable
    old=$(release)
    case $old in *-"$sum") if whole current/ "$sum"; then same "$old"; fi ;; esac
    left=$(ls -t .incoming | head -n 1) # a broken upload's files need not come again
    if [ ! -d ".incoming/$left" ]; then left=; fi
    answer ready "$old" "${left:+.incoming/$left}"
}

# The site is there already; has AFTER run for it?
same() {
    if settled "$1"; then answer same "${1#*/}"; fi
    lock
    if [ "$(release)" = "$1" ] && ! settled "$1"; then
        before=$(last_done)
        settle "$1" "${before:-$1}"
        answer "done" "${1#*/}"
    fi
}

finish() {
    cd "$folder" || answer unwritable
    lock
    whole ".incoming/$upload" "$sum" || answer damaged
    old=$(release)
    now=$(date -u +%Y%m%dT%H%M%SZ)
    for each in $RELEASES; do # two in one second would have no order
        case $each in releases/"$now"-*) sleep 1 && now=$(date -u +%Y%m%dT%H%M%SZ) ;; esac
    done
    new=releases/$now-$sum
    mv ".incoming/$upload" "$new" && swap "$new" || answer unwritable
    settle "$new" "$old" "$new"
    newer=
    for each in $RELEASES; do # what was rolled back from is nothing to go back to
        if [ -n "$newer" ] && [ "$each" != "$new" ]; then discard "$each"; fi
        if [ "$each" = "$old" ]; then newer=yes; fi
    done
    set -- $RELEASES
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
    damaged=
    before=$(last_done)
    if [ -n "$old" ] && [ -n "$before" ] && [ "$(printf '%s\n' "$old" "$before" | sort | head -n 1)" != "$before" ]; then
        new=$old # one that was broken off before AFTER: this finishes it
        old=$before
    else
        set --
        for each in $RELEASES; do
            if [ "$each" = "$old" ]; then break; fi
            if [ -d "$each" ]; then set -- "$each" "$@"; fi # the newest first
        done
        if [ $# -eq 0 ]; then
            if [ -z "$old" ]; then answer nothing; else answer first "${old#*/}"; fi
        fi
        for each in "$@"; do
            if [ -z "$new" ] && whole "$each" "${each##*-}"; then new=$each; fi
            if [ -z "$new" ]; then damaged="$damaged ${each#*/}"; fi
        done
        if [ -z "$new" ]; then answer damaged; fi
        swap "$new" || answer unwritable
    fi
    settle "$new" "$old"
    answer back "${new#*/}" "${old#*/}" $damaged
}

echo "deploy: reached"
"$what" </dev/null
