using System.Collections.Immutable;
using AutoPeft.Training.Probing;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>How much a study's task depends on each module of its model.</summary>
/// <param name="Rows">How many training rows were used.</param>
/// <param name="HeadLoss">The mean loss of the head that was trained for it, in nats.</param>
/// <param name="Modules">Every linear module, by layer.</param>
public sealed record ProbeReport(int Rows, double HeadLoss, ImmutableArray<ModuleSensitivity> Modules);
