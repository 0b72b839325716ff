#!/bin/sh
# Does priming for the method you will use beat priming for another? F1 on test of several PEFT methods, each without priming,
# after priming for that method, and after priming for the top adapter. One stated rate a method for tuning and the same inner rate
# for all, fixed epochs; test is looked at once, at the end. Resumable.
#
#   experiments/methods.sh DATA OUT [MODEL]   DATA holds LANG/{train,dev,test}.tsv; MODEL defaults to models/mini
#   SEED=1 METHODS="lora bitfit" TARGETS="hi et" OPTIONS="--threads 1" experiments/methods.sh DATA OUT
#   METHODS="top-adapter lora" ARMS="own exact" experiments/methods.sh DATA OUT      # first order against exact meta-gradients
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
headstart=${HEADSTART:-$root/headstart}
[ -x "$headstart" ] || headstart=$root/bin/headstart   # of a release
data=$1
out=$2
model=${3:-$root/models/mini}
seed=${SEED:-1}
options=${OPTIONS:-}                                    # for every command, e.g. --precision bf16 --threads 1
methods=${METHODS:-"top-adapter pfeiffer houlsby lora ia3 bitfit prefix head"}
targets=${TARGETS:-"hi et nl"}
arms=${ARMS:-"none own top"}
prime=${PRIME:-"--epochs 1 --outer-rate 2e-4 --inner-rate 0.1 --warmup 0.1"}
tune=${TUNE:-"--epochs 3 --warmup 0.1"}
mkdir -p "$out"

# Results of other settings must not be taken for these.
settings="$data $model $seed $options $prime $tune"
[ ! -e "$out/settings" ] || [ "$(cat "$out/settings")" = "$settings" ] || {
    echo "$out holds results of other settings: $(cat "$out/settings"). Choose another folder." >&2
    exit 2
}
echo "$settings" >"$out/settings"

# Rate of fine-tuning. Top adapter and head: the default of finetune. The others: the best of 1e-3, 3e-3, 1e-2 and 3e-2 on dev of
# 3,000 Hindi sentences, two epochs, with models/mini unprimed; 3e-2 is the end of that grid, so a higher one may do better.
rate() {
    case $1 in
        top-adapter | head | houlsby) echo 3e-3 ;;
        lora | pfeiffer) echo 1e-2 ;;
        *) echo 3e-2 ;;
    esac
}

# Runs headstart, adding what all runs have in common, unless its result is there. A folder without one is of a run that was killed
# before it could tell.
# shellcheck disable=SC2086
once() {
    result=$1
    shift
    [ -e "$result.json" ] || { rm -rf "$result"; "$headstart" "$@" --data "$data" $options --json >"$result.part" 2>"$result.log" ||
        { cat "$result.log" >&2; exit 1; }; mv "$result.part" "$result.json"; }
}

# Primes for a method, unless it has been done: name, method, meta-gradient.
# shellcheck disable=SC2086
primed() {
    once "$out/primed-$1" prime --model "$model" --languages en,es --method "$2" --meta-gradient "$3" --out "$out/primed-$1" \
        --seed "$seed" $prime
    encoder=$out/primed-$1
}

# Tunes and scores: method, arm.
# shellcheck disable=SC2086
arm() {
    case $2 in
        none) encoder=$model ;;
        own) primed "$1" "$1" first-order ;;
        top) primed top-adapter top-adapter first-order ;;
        exact) primed "$1-exact" "$1" exact ;;
    esac
    for language in $targets; do
        run=$out/$1-$2-$language
        once "$run" finetune --model "$encoder" --language "$language" --method "$1" --out "$run" --seed "$seed" --select last \
            --rate "$(rate "$1")" $tune
        once "$run.test" evaluate --model "$run" --language "$language"
        rm -rf "$run"
    done
}

printf '%-12s %-5s' method arm
for language in $targets; do printf '%8s' "$language"; done
printf '%9s\n' average
for method in $methods; do
    for arm in $arms; do
        arm "$method" "$arm"
        printf '%-12s %-5s' "$method" "$arm"
        for language in $targets; do
            sed -n 's/^ *"f1" : \([0-9.e-]*\).*/\1/p' "$out/$method-$arm-$language.test.json" | head -n 1
        done | awk '{ printf "%8.2f", 100 * $1; sum += 100 * $1 } END { printf "%9.2f\n", sum / NR }'
    done
done
