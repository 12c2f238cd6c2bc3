"""Reference numbers for the search, from a second implementation that shares nothing with the first.

Gaussian processes in fifty-digit decimal arithmetic by Gaussian elimination, with derivatives by differences; hypervolumes by
inclusion and exclusion in exact fractions; expected hypervolume improvement by inclusion and exclusion over numerically
integrated normal distributions. Needs only Python's standard library:

    python3 tests/reference/search/surrogates.py > tests/reference/search/surrogates.json
"""

import itertools
import json
import math
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
ROOT_FIVE = Decimal(5).sqrt()
PI = Decimal("3.14159265358979323846264338327950288419716939937511")


def matern(x, y, scales):
    r = sum(((a - b) / scale) ** 2 for a, b, scale in zip(x, y, scales)).sqrt() * ROOT_FIVE
    return (1 + r + r * r / 3) * (-r).exp()


def covariance(x, y, process):
    value = process["signal"] * matern(x, y, process["scales"])
    for group, offset in zip(process["groups"], process["offsets"]):
        value *= offset + sum(process["growth"][k] * x[k] * y[k] for k in group)
    return value


def eliminate(matrix, right):
    """The solution of a linear system and the logarithm of the determinant."""
    rows = [row[:] + [b] for row, b in zip(matrix, right)]
    size, logarithm = len(rows), Decimal(0)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        logarithm += abs(rows[i][i]).ln()
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [b - factor * a for a, b in zip(rows[i], rows[j])]
    solution = [Decimal(0)] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (rows[i][size] - known) / rows[i][i]
    return solution, logarithm


def gram(points, process):
    return [[covariance(x, y, process) + (process["noise"] if i == j else 0) for j, y in enumerate(points)] for i, x in enumerate(points)]


def predict(points, targets, process, query):
    matrix, column = gram(points, process), [covariance(query, x, process) for x in points]
    weights, _ = eliminate(matrix, [t - process["mean"] for t in targets])
    explained, _ = eliminate(matrix, column)
    mean = process["mean"] + sum(a * b for a, b in zip(column, weights))
    return mean, covariance(query, query, process) - sum(a * b for a, b in zip(column, explained))


def loss(points, targets, process):
    residual = [t - process["mean"] for t in targets]
    weights, logarithm = eliminate(gram(points, process), residual)
    return (sum(a * b for a, b in zip(residual, weights)) + logarithm + len(points) * (2 * PI).ln()) / 2


def of_vector(vector, groups):
    d, g = 3, len(groups)
    return {
        "scales": [v.exp() for v in vector[:d]],
        "growth": [v.exp() for v in vector[d:-3 - g]],
        "offsets": [v.exp() for v in vector[len(vector) - 3 - g:-3]],
        "signal": vector[-3].exp(), "noise": vector[-2].exp(), "mean": vector[-1], "groups": groups,
    }


def numbers(seed, count):
    """Repeatable numbers in [0, 1) with six digits."""
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        yield Decimal(seed * 10**6 // 2**31) / 10**6


def gaussian_process(vector, groups):
    flat = list(numbers(7, 36))
    points = [flat[i:i + 3] for i in range(0, 36, 3)]
    targets = [Decimal(str(round(math.sin(5 * float(p[0])) + float(p[1]) ** 2 - 0.3 * float(p[2]), 6))) for p in points]
    vector = [Decimal(v) for v in vector]
    step, gradient = Decimal("1e-15"), []
    for k in range(len(vector)):
        high, low = vector[:], vector[:]
        high[k] += step
        low[k] -= step
        gradient.append((loss(points, targets, of_vector(high, groups)) - loss(points, targets, of_vector(low, groups))) / (2 * step))
    queries = [[Decimal(v) for v in q] for q in (["0.31", "0.77", "0.12"], ["0.9", "0.05", "0.5"], ["0", "0", "0.4"])]
    return {
        "points": [[float(v) for v in p] for p in points], "targets": [float(t) for t in targets],
        "vector": [float(v) for v in vector], "groups": groups,
        "loss": float(loss(points, targets, of_vector(vector, groups))), "gradient": [float(g) for g in gradient],
        "predictions": [
            {"point": [float(v) for v in q], "mean": float(m), "variance": float(v2)}
            for q in queries for m, v2 in [predict(points, targets, of_vector(vector, groups), q)]],
    }


def hypervolume(points, reference):
    total = Fraction(0)
    for size in range(1, len(points) + 1):
        for chosen in itertools.combinations(points, size):
            volume = Fraction(1)
            for i, limit in enumerate(reference):
                volume *= max(Fraction(0), limit - max(p[i] for p in chosen))
            total += volume if size % 2 else -volume
    return total


def phi(z):
    return math.erfc(-z / math.sqrt(2)) / 2


def integral(low, high, mean, deviation):
    """The integral of a normal distribution function by Simpson's rule."""
    low = max(low, mean - 12 * deviation)
    if high <= low:
        return 0.0
    steps = 4000
    h = (high - low) / steps
    values = [phi((low + i * h - mean) / deviation) for i in range(steps + 1)]
    return h / 3 * (values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2]))


def improvement(front, reference, means, deviations):
    total = 0.0
    for size in range(len(front) + 1):
        for chosen in itertools.combinations(front, size):
            volume = 1.0
            for i, limit in enumerate(reference):
                low = max((p[i] for p in chosen), default=-math.inf)
                volume *= integral(low, limit, means[i], deviations[i])
            total += volume if size % 2 == 0 else -volume
    return total


def volumes():
    cases = []
    for objectives in (1, 2, 3, 4, 5):
        flat = list(numbers(objectives, 9 * objectives))
        points = [flat[i:i + objectives] for i in range(0, len(flat), objectives)]
        exact = hypervolume([[Fraction(v) for v in p] for p in points], [Fraction(9, 10)] * objectives)
        cases.append({"points": [[float(v) for v in p] for p in points], "reference": [0.9] * objectives, "volume": float(exact)})
    return cases


def improvements():
    fronts = [
        ([[0.1, 0.9], [0.3, 0.5], [0.7, 0.2]], [1.0, 1.0], [([0.4, 0.4], [0.2, 0.1]), ([0.9, 0.8], [0.3, 0.05]), ([0.05, 0.1], [0.02, 0.4])]),
        ([[0.1, 0.9, 0.5], [0.3, 0.5, 0.4], [0.7, 0.2, 0.6], [0.5, 0.6, 0.1]], [1.0, 1.0, 1.0],
         [([0.4, 0.5, 0.3], [0.2, 0.1, 0.3]), ([0.8, 0.9, 0.7], [0.1, 0.1, 0.1])]),
        ([[0.1, 0.9, 0.5, 0.3], [0.3, 0.5, 0.4, 0.6], [0.7, 0.2, 0.6, 0.5]], [1.0, 1.0, 1.0, 0.9], [([0.4, 0.5, 0.3, 0.4], [0.2, 0.1, 0.3, 0.2])]),
    ]
    return [
        {"front": front, "reference": reference, "means": means, "deviations": deviations,
         "improvement": improvement(front, reference, means, deviations)}
        for front, reference, forecasts in fronts for means, deviations in forecasts]


print(json.dumps({
    "processes": [
        gaussian_process(["-0.9", "0.4", "-0.2", "0.5", "-4.5", "0.3"], []),
        gaussian_process(["-0.9", "0.4", "-0.2", "-0.4", "-1.5", "0.3", "-1.9", "-0.9", "0.5", "-6", "0.3"], [[0, 1], [2]]),
    ],
    "hypervolumes": volumes(),
    "improvements": improvements(),
}, indent=1))
