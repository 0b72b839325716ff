#!/bin/sh
# Several tasks in one meta data set: primes on English named entities (WikiAnn), English and Dutch parts of speech and English
# and Spanish topics (SIB-200); then tunes adapters, without and after that priming: entities and parts of speech for af, topics
# for six languages. The tagger for af is also tested on languages that it has not seen. One rate a task, one seed, fixed epochs;
# test is looked at once, at the end. Resumable. Prints F1 (entities) and accuracies on test and the seconds it took.
#
#   experiments/mixed.sh DATA OUT [MODEL]     DATA holds wikiann, udpos and sib200, each LANG/{train,dev,test}.tsv
#   SEED=1 LIMIT=200 PRIME="--steps 20 --tasks 5" experiments/mixed.sh DATA OUT
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
headstart=${HEADSTART:-$root/headstart}
[ -x "$headstart" ] || headstart=$root/bin/headstart   # of a release
data=$1
out=$2
model=${3:-$root/models/mini}
seed=${SEED:-1}
options=${OPTIONS:-}                                    # for every command, e.g. --precision bf16 --threads 1
limit=${LIMIT:+--limit $LIMIT}                          # sentences of every split of every language
targets=${TARGETS:-"hi af az lt et nl"}
unseen=${UNSEEN:-"es hi et"}
prime=${PRIME:-"--tasks 5 --epochs 1 --outer-rate 2e-4 --inner-rate 0.03 --warmup 0.1"}
spans=${SPANS:-"--rate 3e-3 --epochs 5"}
tokens=${TOKENS:-"--rate 3e-3 --epochs 5 --labels INTJ"}    # af has no interjection, the languages it is tested on have
sentences=${SENTENCES:-"--rate 1e-3 --epochs 30"}
mkdir -p "$out"

# Results of other settings must not be taken for these.
settings="$data $model $seed $options $limit $prime $spans $tokens $sentences"
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
    [ -e "$result.json" ] || { rm -rf "$result"; "$headstart" "$@" $options --json >"$result.part" 2>"$result.log" ||
        { cat "$result.log" >&2; exit 1; }; mv "$result.part" "$result.json"; }
}

# Tunes and tests: arm, encoder, data set, task, language, options of finetune.
tune() {
    run=$out/$1-$4-$5
    # shellcheck disable=SC2086
    once "$run" finetune --model "$2" --data "$data/$3" --task "$4" --language "$5" --out "$run" --seed "$seed" --select last $limit $6
    scored "$run" "$3" "$5"
}

# Tests: run, data set, language.
scored() {
    # shellcheck disable=SC2086
    once "$1.on-$3" evaluate --model "$1" --data "$data/$2" --language "$3" $limit
}

arm() {
    tune "$1" "$2" wikiann spans af "$spans"
    tune "$1" "$2" udpos tokens af "$tokens"
    for language in $unseen; do scored "$out/$1-tokens-af" udpos "$language"; done
    for language in $targets; do tune "$1" "$2" sib200 sentences "$language" "$sentences"; done
}

# Prints the main figure of a result, in percent.
figure() {
    sed -n -e 's/^ *"f1" : \([0-9.e-]*\).*/\1/p' -e 's/^ *"accuracy" : \([0-9.e-]*\).*/\1/p' "$1.json" | head -n 1 |
        awk '{ printf "%8.2f", 100 * $1 }'
}

# shellcheck disable=SC2086
once "$out/primed" prime --model "$model" --out "$out/primed" --seed "$seed" $prime \
    --data "$data/wikiann" --languages en $limit \
    --data "$data/udpos" --task tokens --languages en,nl $limit \
    --data "$data/sib200" --task sentences --languages en,es $limit
arm none "$model"
arm primed "$out/primed"

printf '%-8s%8s%8s' '' entities words
for language in $unseen; do printf '%8s' 'words'; done
for language in $targets; do printf '%8s' topics; done
printf '\n%-8s%8s%8s' '' af af
for language in $unseen; do printf '%8s' "0:$language"; done
for language in $targets; do printf '%8s' "$language"; done
printf '%9s\n' 'topics'
for arm in none primed; do
    printf '%-8s' "$arm"
    figure "$out/$arm-spans-af.on-af"
    figure "$out/$arm-tokens-af.on-af"
    for language in $unseen; do figure "$out/$arm-tokens-af.on-$language"; done
    for language in $targets; do figure "$out/$arm-sentences-$language.on-$language"; done
    for language in $targets; do figure "$out/$arm-sentences-$language.on-$language"; echo; done |
        awk '{ sum += $1 } END { printf "%9.2f\n", sum / NR }'
done
echo "0: zero-shot; the last column is the average of the topics"
echo "$(($(date +%s) - began)) seconds"
