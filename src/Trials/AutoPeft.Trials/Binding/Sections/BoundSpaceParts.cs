using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>What was read of a space before it is put together.</summary>
internal sealed record BoundSpaceParts(
    ModelShape Shape,
    TaskKind Task,
    ImmutableArray<ScopedParameter> Switches,
    ImmutableArray<MethodBinding> Methods,
    TrainingSettings Training);
