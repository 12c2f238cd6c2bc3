namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>Somebody wants a trial.</summary>
/// <param name="Trainer">What the trainer is called, in at most 100 letters; left out: the name of its key.</param>
/// <param name="LeaseSeconds">How long the trial stays the trainer's without a sign of life, from 10 to 86,400; left out: 300.</param>
internal sealed record AskDocument(string? Trainer, int? LeaseSeconds);
