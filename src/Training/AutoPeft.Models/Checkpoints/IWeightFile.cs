namespace AutoPeft.Models.Checkpoints;

/// <summary>A file of weights, opened and checked.</summary>
internal interface IWeightFile : IDisposable
{
    /// <summary>Every tensor.</summary>
    IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>The elements of a tensor as 32-bit floats, row-major.</summary>
    float[] Read(string name);
}
