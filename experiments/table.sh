#!/bin/sh
# The six-language table in one go: adapter tuning without priming, after priming, and full fine-tuning, each with one stated
# rate, one seed and fixed epochs; dev and test are looked at once, at the end. Resumable. Prints F1 on test and the seconds
# it took.
#
#   experiments/table.sh DATA OUT [MODEL]     DATA holds LANG/{train,dev,test}.tsv; MODEL defaults to models/mini
#   SEED=1 OPTIONS="--precision bf16" experiments/table.sh DATA OUT
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
headstart=${HEADSTART:-$root/headstart}
[ -x "$headstart" ] || headstart=$root/bin/headstart   # of a release
data=$1
out=$2
model=${3:-$root/models/mini}
seed=${SEED:-1}
options=${OPTIONS:-}                                    # for every command, e.g. --precision bf16 --threads 1
targets=${TARGETS:-"hi af az lt et nl"}
prime=${PRIME:-"--epochs 1 --outer-rate 2e-4 --inner-rate 0.1 --warmup 0.1"}
adapter=${ADAPTER:-"--tuning adapter --rate 3e-3 --epochs 5"}
full=${FULL:-"--tuning full --rate 5e-4 --epochs 1"}
mkdir -p "$out"

# Results of other settings must not be taken for these.
settings="$data $model $seed $options $prime $adapter $full"
[ ! -e "$out/settings" ] || [ "$(cat "$out/settings")" = "$settings" ] || {
    echo "$out holds results of other settings: $(cat "$out/settings"). Choose another folder." >&2
    exit 2
}
echo "$settings" >"$out/settings"
began=$(date +%s)

# Runs headstart, adding what all runs have in common, unless its result is there. A folder without one is of a run that was killed
# before it could tell.
# shellcheck disable=SC2086
once() {
    result=$1
    shift
    [ -e "$result.json" ] || { rm -rf "$result"; "$headstart" "$@" --data "$data" $options --json >"$result.part" 2>"$result.log" ||
        { cat "$result.log" >&2; exit 1; }; mv "$result.part" "$result.json"; }
}

# Tunes and scores: arm, encoder, options of finetune.
arm() {
    for language in $targets; do
        run=$out/$1-$language
        # shellcheck disable=SC2086
        once "$run" finetune --model "$2" --language "$language" --out "$run" --seed "$seed" --select last $3
        once "$run.dev" evaluate --model "$run" --language "$language" --split dev
        once "$run.test" evaluate --model "$run" --language "$language"
    done
}

# shellcheck disable=SC2086
once "$out/primed" prime --model "$model" --languages en,es --out "$out/primed" --seed "$seed" $prime
arm none "$model" "$adapter"
arm primed "$out/primed" "$adapter"
arm full "$model" "$full"

printf '%-8s' 'F1'
for language in $targets; do printf '%8s' "$language"; done
printf '%9s\n' average
for arm in none primed full; do
    printf '%-8s' "$arm"
    for language in $targets; do
        sed -n 's/^ *"f1" : \([0-9.e-]*\).*/\1/p' "$out/$arm-$language.test.json" | head -n 1
    done | awk '{ printf "%8.2f", 100 * $1; sum += 100 * $1 } END { printf "%9.2f\n", sum / NR }'
done
echo "$(($(date +%s) - began)) seconds"
