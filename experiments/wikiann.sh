#!/bin/sh
# The six-language table on real WikiAnn: adapter tuning without priming, after plain fine-tuning on the sources (setting 5),
# after Algorithm 1 (setting 4), and full fine-tuning. Resumable: what is finished is not run again.
#
#   experiments/wikiann.sh DATA OUT [MODEL]     DATA holds LANG/{train,dev,test}.tsv; MODEL defaults to models/mini
#
# Every arm of adapter tuning gets the same grid of learning rates and the same epochs. The rate is chosen by the average
# dev F1 of the three smallest targets, hi af az, with seed 1; the epoch by the target's own dev. Then every target is
# tuned with each of SEEDS (setting 5 and full fine-tuning with the first), and test is looked at once.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
headstart=${HEADSTART:-$root/headstart}
[ -x "$headstart" ] || headstart=$root/bin/headstart   # of a release
data=$1
out=$2
model=${3:-$root/models/mini}
sources=${SOURCES:-en,es}
targets=${TARGETS:-"hi af az lt et nl"}
rates=${RATES:-"1e-3 3e-3"}
schedule=${SCHEDULE:-"--epochs 3 --outer-rate 1e-4 --warmup 0.1"}   # of both ways to prime
inner=${INNER:-"--inner-rate 0.1"}                                    # of Algorithm 1
seeds=${SEEDS:-"1 2 3"}
full_epochs=${FULL_EPOCHS:-2}
arms="none setting5 algorithm1"
mkdir -p "$out"

# Runs headstart unless the folder named first is there.
once() {
    result=$1
    shift
    [ -e "$result" ] || "$headstart" "$@" --data "$data" --out "$result" --json >"$result.json" 2>"$result.log" ||
        { cat "$result.log" >&2; exit 1; }
}

# Prints a number from a JSON file: value KEY FILE.
value() {
    sed -n "s/^ *\"$1\" : \([0-9.e-]*\).*/\1/p" "$2" | head -n 1
}

# Prints the encoder of an arm.
encoder() {
    case $1 in
        none) echo "$model" ;;
        *) echo "$out/$1" ;;
    esac
}

# Prints the folder of a run: arm, language, rate, seed.
folder() {
    case $1-$4 in
        full-*) echo "$out/full-$2" ;;
        *-1) echo "$out/$1-$2-$3" ;;
        *) echo "$out/$1-$2-$3-seed$4" ;;
    esac
}

tune() {   # arm, language, rate, seed
    once "$(folder "$@")" finetune --model "$(encoder "$1")" --language "$2" --rate "$3" --seed "$4" --epochs 10
}

# Prints the seeds that an arm is run with.
seeds_of() {
    case $1 in
        none | algorithm1) echo "$seeds" ;;
        *) echo "${seeds%% *}" ;;
    esac
}

# Prints the rate with the best average dev F1 over hi, af and az.
best_rate() {
    for rate in $rates; do
        sum=0
        for language in hi af az; do
            sum="$sum + $(value dev_f1 "$out/$1-$language-$rate.json")"
        done
        echo "$(echo "$sum" | sed 's/[eE]/*10^/g' | bc -l) $rate"
    done | sort -g | tail -n 1 | cut -d ' ' -f 2
}

evaluate() {   # folder, language
    [ -e "$1.test.json" ] || "$headstart" evaluate --model "$1" --data "$data" --language "$2" \
        --predictions "$1.predictions" --json >"$1.test.json"
}

# shellcheck disable=SC2086
once "$out/algorithm1" prime --model "$model" --languages "$sources" --by algorithm-1 $schedule $inner
# shellcheck disable=SC2086
once "$out/setting5" prime --model "$model" --languages "$sources" --by finetune $schedule

for arm in $arms; do
    for rate in $rates; do
        for language in hi af az; do
            tune "$arm" "$language" "$rate" 1
        done
    done
    best_rate "$arm" >"$out/$arm.rate"
    rate=$(cat "$out/$arm.rate")
    for language in $targets; do
        for seed in $(seeds_of "$arm"); do
            tune "$arm" "$language" "$rate" "$seed"
            evaluate "$(folder "$arm" "$language" "$rate" "$seed")" "$language"
        done
    done
done
for language in $targets; do
    once "$out/full-$language" finetune --model "$model" --language "$language" --tuning full --rate 5e-4 --epochs "$full_epochs"
    evaluate "$out/full-$language" "$language"
done
echo 5e-4 >"$out/full.rate"

# The table: means over the seeds of an arm.
printf '%-12s' 'F1 on test'
for language in $targets; do printf '%8s' "$language"; done
printf '%9s\n' average
for arm in $arms full; do
    printf '%-12s' "$arm"
    for language in $targets; do
        for seed in $(seeds_of "$arm"); do
            value f1 "$(folder "$arm" "$language" "$(cat "$out/$arm.rate")" "$seed").test.json"
        done | awk '{ sum += 100 * $1 } END { print sum / NR }'
    done | awk '{ printf "%8.2f", $1; sum += $1 } END { printf "%9.2f\n", sum / NR }'
done

# What Algorithm 1 gains over another arm with the first seed, with significance.
for baseline in none setting5; do
    set --
    for language in $targets; do
        ours=$(folder algorithm1 "$language" "$(cat "$out/algorithm1.rate")" 1)
        theirs=$(folder "$baseline" "$language" "$(cat "$out/$baseline.rate")" 1)
        cut -f 2 "$ours.predictions" >"$out/$language.gold"
        cut -f 3 "$ours.predictions" >"$ours.tags"
        cut -f 3 "$theirs.predictions" >"$theirs.tags"
        set -- "$@" --gold "$out/$language.gold" --predicted "$ours.tags" --baseline "$theirs.tags"
    done
    echo
    echo "Algorithm 1 against $baseline, seed 1"
    "$headstart" score "$@"
done
