namespace AutoPeft.Bench.Training;

/// <summary>What is trained in a benchmark.</summary>
/// <param name="Layers">The layers of the model.</param>
/// <param name="Hidden">Its hidden size, a multiple of <see cref="HeadSize"/>.</param>
/// <param name="Batch">The sequences of a step.</param>
/// <param name="Length">The tokens of every sequence.</param>
/// <param name="Threads">The threads of the engine.</param>
/// <param name="Steps">The steps that are timed, after a few that are not.</param>
/// <param name="Engine">Which of our engines trains.</param>
public sealed record TrainingShape(int Layers, int Hidden, int Batch, int Length, int Threads, int Steps, string Engine = BenchEngines.Managed)
{
    /// <summary>The size of an attention head of the model.</summary>
    public const int HeadSize = 64;
}
