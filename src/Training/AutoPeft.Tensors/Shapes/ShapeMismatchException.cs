namespace AutoPeft.Tensors.Shapes;

/// <summary>An operation was given tensors whose shapes do not fit together. A bug in the caller, not bad input.</summary>
/// <param name="operation">The operation's name.</param>
/// <param name="left">The shape of the tensor it was called on.</param>
/// <param name="right">The shape of the tensor that does not fit.</param>
public sealed class ShapeMismatchException(string operation, Shape left, Shape right)
    : InvalidOperationException($"{operation}: {left} and {right} do not fit together.")
{
    /// <summary>The operation's name.</summary>
    public string Operation { get; } = operation;

    /// <summary>The shape of the tensor it was called on.</summary>
    public Shape Left { get; } = left;

    /// <summary>The shape of the tensor that does not fit.</summary>
    public Shape Right { get; } = right;
}
