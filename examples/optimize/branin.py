import json, math, sys
at = json.load(sys.stdin)
x, y = at["x"], at["y"]
valley = y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6
print(json.dumps({"branin": valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10}))
