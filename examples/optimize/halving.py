import json, math, random, sys
told = json.load(sys.stdin)                     # {"decay": ..., "rate": ..., "epochs": 1, 3, 9 or 27}
draw = random.Random(7)
rows = [[draw.gauss(0, 1) for _ in range(20)] for _ in range(400)]
truth = [draw.gauss(0, 1) for _ in range(20)]
labels = [int(sum(a * b for a, b in zip(row, truth)) + draw.gauss(0, 2) > 0) for row in rows]
weights = [0.0] * 20
for epoch in range(told["epochs"]):
    for row, label in zip(rows[:200], labels[:200]):
        z = sum(a * b for a, b in zip(row, weights))
        slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - label
        rate = told["rate"] / (1 + epoch)
        weights = [w - rate * (slope * a + told["decay"] * w) for w, a in zip(weights, row)]
wrong = sum((sum(a * b for a, b in zip(row, weights)) > 0) != label for row, label in zip(rows[200:], labels[200:]))
print(json.dumps({"error": wrong / 200}))
