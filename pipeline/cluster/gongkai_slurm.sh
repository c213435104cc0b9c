#!/bin/sh
# gongkai on Slurm:
#
#   gongkai_slurm.sh --out DIR PATH...
#
# takes what `gongkai plan` takes. Units run as arrays of at most ARRAY tasks,
# submitted until none is missing, at most ROUNDS times. Started again, it goes
# on with what is missing. It exits with the status of the step that failed (75:
# start it again later), and with 1 when tasks fail ROUNDS times. GONGKAI names the program, as every node finds it;
# SBATCH_* variables choose partition, account and the like.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export GONGKAI="${GONGKAI:-gongkai}"
ARRAY=${ARRAY:-1000} ROUNDS=${ROUNDS:-4}

made=$("$GONGKAI" plan "$@")
GONGKAI_PLAN=$(printf %s "$made" | sed 's/.*"plan":"\([^"]*\)".*/\1/')
units=$(printf %s "$made" | sed 's/.*"units":\([0-9]*\).*/\1/')
GONGKAI_PER_TASK=$(((units + ARRAY - 1) / ARRAY))
[ "$GONGKAI_PER_TASK" -gt 0 ] || GONGKAI_PER_TASK=1
export GONGKAI_PLAN GONGKAI_PER_TASK

round=0
while missing=$("$GONGKAI" plan missing --slurm --per-task "$GONGKAI_PER_TASK") && [ -n "$missing" ]; do
	round=$((round + 1))
	if [ "$round" -gt "$ROUNDS" ]; then
		echo "gongkai: these tasks failed $ROUNDS times: $missing" >&2
		exit 1
	fi
	echo "gongkai: round $round, tasks $missing of $GONGKAI_PER_TASK units" >&2
	sbatch --wait --array="$missing" "$here/unit.sbatch" >&2 || true # what failed is missing
done
"$GONGKAI" reduce --plan "$GONGKAI_PLAN" >/dev/null
"$GONGKAI" commit --plan "$GONGKAI_PLAN"
