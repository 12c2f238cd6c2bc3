using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Weights as their family's checkpoints hold them: GPT-2's linear modules are stored as [in, out], in memory they are [out, in].</summary>
internal static class StoredForm
{
    /// <summary>The tensor as a checkpoint of this model holds it.</summary>
    public static TensorData Of(TensorData tensor, ModelShape shape) =>
        shape.Modules.Any(module => module.IsStoredTransposed && tensor.Name == module.Path + ".weight") ? Transposed(tensor) : tensor;

    private static TensorData Transposed(TensorData tensor)
    {
        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[(column * rows) + row] = tensor.Values.Span[(row * columns) + column];
            }
        }

        return new(tensor.Name, new(columns, rows), values);
    }
}
