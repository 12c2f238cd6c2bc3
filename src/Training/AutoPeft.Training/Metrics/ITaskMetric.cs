using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>Measures what a model makes of a dataset.</summary>
public interface ITaskMetric
{
    /// <summary>The metric's name in study files and results.</summary>
    string Name { get; }

    /// <summary>What it measures and in which range, in one sentence.</summary>
    string Description { get; }

    /// <summary>Whether larger values are better. Default true.</summary>
    bool IsLargerBetter => true;

    /// <summary>Whether it is defined for such a task.</summary>
    bool Supports(TaskShape task);

    /// <summary>The metric's value.</summary>
    /// <param name="evaluation">Of a task that it supports.</param>
    double Measure(Evaluation evaluation);
}
