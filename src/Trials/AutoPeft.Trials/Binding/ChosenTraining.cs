using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>One configuration that somebody chose to train, outside any search.</summary>
/// <param name="Point">The point of the search space; empty when the modules were written out.</param>
/// <param name="Peft">The modules; none trains the head only.</param>
/// <param name="Training">How to train them.</param>
/// <param name="Seed">Where all random choices come from; null when nothing says.</param>
public sealed record ChosenTraining(Configuration Point, PeftConfig Peft, TrainingSettings Training, long? Seed);
