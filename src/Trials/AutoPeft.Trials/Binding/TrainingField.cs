using AutoPeft.Peft.Methods;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding;

/// <summary>A setting of the training that study files may give or search.</summary>
/// <param name="Field">Its name and what it may hold.</param>
/// <param name="Set">The training settings with it set.</param>
internal sealed record TrainingField(MethodField Field, Func<TrainingSettings, double, TrainingSettings> Set)
{
    public string Name => Field.Name;
}
