"""The question-and-answer loop of the Python peers, and reading markets.

A script is asked by lines: each names a form, the answer is one line of JSON with the milliseconds of one run and its
results. With a number of rounds as last argument the script times itself instead and prints one object."""

import gc
import json
import math
import sys
import time

import numpy as np


def read_market(path):
    """open, high, low, close, target: five columns behind each other, little-endian doubles"""
    return np.fromfile(path, dtype="<f8").reshape(5, -1)


def plain(value):
    if isinstance(value, (np.floating, float)):
        value = float(value)
        return value if math.isfinite(value) else None
    if isinstance(value, (np.integer, int)):
        return int(value)
    if isinstance(value, np.ndarray):
        return [plain(x) for x in value]
    return value


def timed(form):
    """A form gives (work, describe): the work is timed, describing its outcome is not."""
    work, describe = form
    gc.collect()
    start = time.perf_counter()
    outcome = work()
    ms = (time.perf_counter() - start) * 1e3
    return ms, {name: plain(value) for name, value in describe(outcome).items()}


def answer(forms, rounds=0):
    if rounds > 0:
        report = {}
        for name, form in forms.items():
            timed(form)
            results = {}
            took = []
            for _ in range(rounds):
                ms, results = timed(form)
                took.append(ms)
            report[name] = {"minMs": min(took), "medianMs": float(np.median(took)), "rounds": rounds, **results}
        print(json.dumps(report))
        return
    for line in sys.stdin:
        name = line.strip()
        if name not in forms:
            print(json.dumps({"error": f"no form {name}"}), flush=True)
            continue
        try:
            ms, results = timed(forms[name])
            print(json.dumps({"ms": ms, **results}), flush=True)
        except Exception as error:  # the other side must hear about it instead of waiting
            print(json.dumps({"error": repr(error)}), flush=True)
