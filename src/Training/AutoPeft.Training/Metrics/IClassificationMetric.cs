namespace AutoPeft.Training.Metrics;

/// <summary>Measures predicted classes against true ones. Larger is better.</summary>
public interface IClassificationMetric
{
    /// <summary>The metric's name in study files and results.</summary>
    string Name { get; }

    /// <summary>What it measures and in which range, in one sentence.</summary>
    string Description { get; }

    /// <summary>Whether it is defined for this number of classes, at least 2.</summary>
    bool Supports(int classes);

    /// <summary>The metric's value.</summary>
    /// <param name="counts">How often each class was predicted for each true class; at least one row.</param>
    double Measure(ConfusionMatrix counts);
}
