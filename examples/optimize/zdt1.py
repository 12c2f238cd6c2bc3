import json, math, sys
x = json.load(sys.stdin)
xs = [x[f"x{i}"] for i in range(1, 13)]
g = 1 + 9 * sum(xs[1:]) / 11
print(json.dumps({"f1": xs[0], "f2": g * (1 - math.sqrt(xs[0] / g)), "g": g}))
