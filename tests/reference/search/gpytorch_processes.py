"""GPyTorch's numbers for Gaussian processes: predictions, the negative logarithm of the marginal likelihood, and its gradient.

The two processes of surrogates.json, and one of 40 points in 15 dimensions. Written with GPyTorch of June 2026 (7c4ec80f), linear_operator of
April (386cff7) and PyTorch 1.13, all in 64 bits with exact (Cholesky) computations:

    python3 tests/reference/search/gpytorch_processes.py > tests/reference/search/gpytorch_processes.json
"""

import json
import math
import os

import gpytorch
import torch
from gpytorch.kernels import ConstantKernel, LinearKernel, MaternKernel, ScaleKernel

torch.set_default_dtype(torch.float64)


class Process(gpytorch.models.ExactGP):
    def __init__(self, points, targets, vector, groups):
        likelihood = gpytorch.likelihoods.GaussianLikelihood(noise_constraint=gpytorch.constraints.Positive())
        super().__init__(points, targets, likelihood)
        dimensions, grown = points.shape[1], [k for group in groups for k in group]
        scales, rest = vector[:dimensions], vector[dimensions:]
        self.mean_module = gpytorch.means.ConstantMean()
        matern = MaternKernel(nu=2.5, ard_num_dims=dimensions)
        signal = ScaleKernel(matern)
        linear = {k: LinearKernel(active_dims=[k]) for k in grown}
        offsets = [ConstantKernel() for _ in groups]
        self.covar_module = signal
        for offset, group in zip(offsets, groups):
            factor = offset
            for k in group:
                factor = factor + linear[k]
            self.covar_module = self.covar_module * factor

        matern.lengthscale = torch.tensor(scales).exp()
        signal.outputscale = math.exp(rest[-3])
        likelihood.noise = math.exp(rest[-2])
        self.mean_module.constant.data.fill_(rest[-1])
        for k, value in zip(grown, rest):
            linear[k].variance = math.exp(value)
        for offset, value in zip(offsets, rest[len(grown):]):
            offset.constant = torch.tensor(value).exp()

        # In the order of the vector: whose raw parameter it is, and how it is bounded.
        self.places = [(matern.raw_lengthscale, matern.raw_lengthscale_constraint)]
        self.places += [(linear[k].raw_variance, linear[k].raw_variance_constraint) for k in grown]
        self.places += [(offset.raw_constant, offset.raw_constant_constraint) for offset in offsets]
        self.places += [(signal.raw_outputscale, signal.raw_outputscale_constraint)]
        self.places += [(likelihood.noise_covar.raw_noise, likelihood.noise_covar.raw_noise_constraint)]

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(self.mean_module(x), self.covar_module(x))

    def gradient(self):
        """By the logarithms of what is positive, and by the mean."""
        parts = []
        for raw, constraint in self.places:
            value = raw.detach().clone().requires_grad_()
            constraint.transform(value).log().sum().backward()
            parts += (raw.grad / value.grad).flatten().tolist()
        return parts + [self.mean_module.constant.grad.item()]


def entry(points, targets, vector, groups, queries):
    x, y = torch.tensor(points), torch.tensor(targets)
    process = Process(x, y, vector, groups)
    process.train()
    loss = -gpytorch.mlls.ExactMarginalLogLikelihood(process.likelihood, process)(process(x), y) * len(targets)
    loss.backward()
    gradient = process.gradient()
    process.eval()
    with torch.no_grad():
        belief = process(torch.tensor(queries))
        predictions = [
            {"point": q, "mean": m, "variance": v} for q, m, v in zip(queries, belief.mean.tolist(), belief.variance.tolist())]
    return {"points": points, "targets": targets, "vector": vector, "groups": groups, "loss": loss.item(), "gradient": gradient, "predictions": predictions}


def numbers(seed, rows, columns):
    """Repeatable numbers in [0, 1) with six digits."""
    flat = []
    for _ in range(rows * columns):
        seed = (seed * 1103515245 + 12345) % 2**31
        flat.append(seed * 10**6 // 2**31 / 10**6)
    return [flat[i:i + columns] for i in range(0, len(flat), columns)]


def large():
    points = numbers(15, 40, 15)
    targets = [round(math.sin(4 * p[0]) + p[1] * p[2] - 0.5 * p[7] ** 2, 6) for p in points]
    vector = [round(0.9 - 0.15 * k, 6) for k in range(15)] + [0.2, -3.0, -0.1]
    return entry(points, targets, vector, [], numbers(4, 5, 15))


with open(os.path.join(os.path.dirname(__file__), "surrogates.json"), encoding="utf-8") as file:
    known = json.load(file)["processes"]
with gpytorch.settings.fast_computations(False, False, False), gpytorch.settings.cholesky_jitter(double_value=1e-300):
    print(json.dumps({"processes": [
        *(entry(p["points"], p["targets"], p["vector"], p["groups"], [q["point"] for q in p["predictions"]]) for p in known), large()]}, indent=1))
