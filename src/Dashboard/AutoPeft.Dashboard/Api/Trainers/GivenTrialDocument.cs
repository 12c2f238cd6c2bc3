using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>A trial that a trainer has for itself as long as it is heard of.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Attempt">Which try of it this is, from 1.</param>
/// <param name="Seed">Where the training's random choices come from; the same in every attempt.</param>
/// <param name="Configuration">What to try: values by parameter.</param>
/// <param name="Objectives">What must be told of it, metrics with a limit included; other objectives follow from the configuration.</param>
/// <param name="Lease">What to show with everything that is said of it: its fencing token and how long it lasts.</param>
/// <param name="Expires">When the trial is given to another unless the trainer is heard of before.</param>
/// <param name="Assignment">The modules, the training settings, the model and the data, as programs get them (docs/command-runner.md); null for a black box.</param>
/// <param name="Fidelity">With how much training the trial is to be measured on its way; null where nothing judges it, or after each epoch.</param>
internal sealed record GivenTrialDocument(
    int Number,
    int Attempt,
    long Seed,
    JsonNode? Configuration,
    ImmutableArray<string> Objectives,
    string Lease,
    DateTimeOffset Expires,
    JsonNode? Assignment,
    FidelityDocument? Fidelity);
