#!/usr/bin/env bash
# Is an experiment that is killed again and again the same as one that is not? Runs it once in peace; then with kill -9 at random
# moments, a report being read after each; then compares weights, metrics, predictions and scores, and counts how often each job was
# finished.
#
#   tools/interrupted.sh DATA OUT [FILE] [KILLS]      FILE defaults to experiments/quick.yaml, KILLS to 20
#   SEED=1 LONGEST=15 OPTIONS="--threads 1" tools/interrupted.sh DATA OUT
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
data=$1 out=$2 file=${3:-$root/experiments/quick.yaml} kills=${4:-20}
options=${OPTIONS:-}
longest=${LONGEST:-15}          # seconds until a kill, at most
RANDOM=${SEED:-1}
mkdir -p "$out"

# shellcheck disable=SC2086
reproduce() { "$root/headstart" reproduce "$file" --data "$data" --out "$1" --checkpoint-every 1s $options; }

# What must be equal, a line a file: all but times, locks and journals, and the folder's own name.
fingerprints() {
    (cd "$1" && find cells primed tuned -type f ! -name 'events.out.*' ! -name 'run.json' ! -name 'tuning.json' ! -name '*.lock' ! -path '*/.*' |
        LC_ALL=C sort | while read -r path; do
            case $path in
                *.json | *.jsonl | *.md) sed -E 's/"(seconds|wall_seconds)" ?: ?[0-9.E-]+/"\1":0/; s|'"$1"'|OUT|' "$path" | sha256sum | sed "s|-|$path|" ;;
                *) sha256sum "$path" ;;
            esac
        done)
}

# Finished in spite of the kills: is it what the run in peace was? Then all over again, if there are kills left.
compare() {
    fingerprints "$out/killed" >"$out/killed.sha256"
    diff "$out/peace.sha256" "$out/killed.sha256"
    twice=$(cat "$out"/killed/journal/*.jsonl | grep '"FINISHED"' | sed 's/.*"job":"\([^"]*\)".*/\1/' | sort | uniq -d)
    [ -z "$twice" ] || { echo "finished twice: $twice" >&2; exit 1; }
    echo "$(wc -l <"$out/peace.sha256") files equal, $(cat "$out"/killed/journal/*.jsonl | grep -c '"FINISHED"') jobs finished once each"
    rm -rf "$out/killed"
}

[ -d "$out/peace" ] || reproduce "$out/peace" >"$out/peace.log" 2>&1
fingerprints "$out/peace" >"$out/peace.sha256"
kill=0
while [ "$kill" -lt "$kills" ]; do
    # shellcheck disable=SC2086
    setsid "$root/headstart" reproduce "$file" --data "$data" --out "$out/killed" --checkpoint-every 1s $options >"$out/killed.log" 2>&1 &
    process=$!
    tenths=$((10 + RANDOM % (10 * longest)))
    sleep "$((tenths / 10)).$((tenths % 10))"
    if ! kill -9 "$process" 2>/dev/null; then
        wait "$process"
        compare
        continue
    fi
    wait "$process" 2>/dev/null || true
    kill=$((kill + 1))
    [ ! -d "$out/killed/experiments" ] || "$root/headstart" report "$out/killed" --out "$out/report" --resamples 100 >"$out/report.log" 2>&1
    done=$( (find "$out/killed/cells" -maxdepth 1 -name '[!.]*-seed*' 2>/dev/null || true) | wc -l)
    echo "kill $kill after $((tenths / 10)).$((tenths % 10)) s: $done cells done"
done
reproduce "$out/killed" >"$out/killed.log" 2>&1
compare
