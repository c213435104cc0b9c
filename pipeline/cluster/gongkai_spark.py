"""gongkai on Apache Spark: units go in as numbers, markers come out.

    spark-submit --files gongkai gongkai_spark.py --gongkai ./gongkai -- --out DIR PATH...

What follows -- is what `gongkai plan` takes. Spark places the tasks, tries each
again and replaces lost executors; facts go to the output, never through Spark.
Started again, the job goes on with the units that are missing. See README.md.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from pyspark import SparkContext

KEPT = ("PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "GOMEMLIMIT")


def say(command):
    """The standard output of a step at the driver, which must succeed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def missing(args, plan):
    """The tasks that have a unit without a result, as strings."""
    return say([args.gongkai, "plan", "missing", "--plan", plan["plan"], "--per-task", str(args.per_task)]).split()


def pipe(sc, args, words, lines):
    """Each line to a process of its own on one core; every process must exit with 0."""
    env = {name: os.environ[name] for name in (*KEPT, *args.env) if name in os.environ}
    command = shlex.join([args.gongkai, *words, "--stdin"])
    return [json.loads(line) for line in
            sc.parallelize(lines, len(lines)).pipe(command, {**env, "GOMAXPROCS": "1"}, checkCode=True).collect()]


def run_units(sc, args, plan, tasks):
    """Runs the tasks and returns those that fail whatever is tried. Spark ends a
    job whose task fails too often, so what is left is then run in smaller jobs."""
    words = ["unit", "run", "--plan", plan["plan"], "--per-task", str(args.per_task)]
    try:
        markers = pipe(sc, args, words, tasks)
    except Exception as failure:  # of the job: the engine has tried each task often enough
        left = sorted(set(tasks) & set(missing(args, plan)), key=int)
        if len(tasks) == 1:
            print(f"gongkai: task {tasks[0]} fails: {str(failure).splitlines()[0][:200]}", file=sys.stderr)
            return left
        groups = [group for i in range(16) if (group := left[i::16])]
        with ThreadPoolExecutor(len(groups) or 1) as jobs:
            return [task for failed in jobs.map(lambda group: run_units(sc, args, plan, group), groups) for task in failed]
    wanted = {n for task in tasks for n in range(int(task) * args.per_task, (int(task) + 1) * args.per_task) if n < plan["units"]}
    if {m["unit"] for m in markers} != wanted or any(m["plan_id"] != plan["plan_id"] for m in markers):
        raise SystemExit("gongkai: the markers are not those of the units asked for")
    return []


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--gongkai", default="gongkai", help="the program, as the executors find it")
    p.add_argument("--per-task", type=int, default=1, help="units of one task: so many that it takes a minute")
    p.add_argument("--env", action="append", default=[], help="name of a variable that the executors are given")
    p.add_argument("plan", nargs="+", help="options and inputs of gongkai plan")
    args = p.parse_args()
    plan = json.loads(say([args.gongkai, "plan", *args.plan]).splitlines()[-1])
    tasks = missing(args, plan)
    print(f"gongkai: plan {plan['plan']}: {plan['units']} units, {len(tasks)} tasks to run", file=sys.stderr)
    sc = SparkContext(appName="gongkai")
    failed = run_units(sc, args, plan, tasks) if tasks else []
    if failed:
        raise SystemExit(f"gongkai: these tasks failed at every attempt: {' '.join(failed)}")
    step = ["reduce", "--plan", plan["plan"]]
    pipe(sc, args, [*step, "--workers", "1"], say([args.gongkai, *step, "--list"]).splitlines())
    sc.stop()
    print(say([args.gongkai, "commit", "--plan", plan["plan"]]), end="")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as step:  # it has said why; its status says whether to try again
        sys.exit(step.returncode)
