namespace AutoPeft.Peft.Modules;

/// <summary>Where a training stands, for modules that change with it.</summary>
/// <param name="Step">The step that is being taken, counted from 1.</param>
/// <param name="TotalSteps">The steps of the whole training if it is not ended early.</param>
/// <param name="LearningRate">The learning rate of this step, not negative.</param>
public readonly record struct TrainingMoment(int Step, int TotalSteps, double LearningRate);
