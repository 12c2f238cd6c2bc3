using System.Text.Json;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Peft.Tests;

/// <summary>Numbers that PyTorch gave; tests/reference/peft/generate.py makes them.</summary>
internal sealed class ReferenceNumbers : IDisposable
{
    // float32 over sums of at most 40 terms, against double precision.
    private const double Tolerance = 1e-5;

    private readonly JsonElement _root;
    private readonly Dictionary<string, Tensor> _inputs = new(StringComparer.Ordinal);

    public ReferenceNumbers(string name, ITensorEngine engine)
    {
        var path = Path.Combine(Repository.Root, "tests", "reference", "peft", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        _root = document.RootElement.Clone();
        foreach (var input in _root.GetProperty("inputs").EnumerateObject())
        {
            _inputs[input.Name] = engine.Parameter(Values(input.Value), Extents(input.Value));
        }

        var weights = _root.GetProperty("weights");
        Weights = engine.Constant(Values(weights), Extents(weights));
    }

    private Tensor Weights { get; }

    /// <summary>An input, as a trainable leaf.</summary>
    public Tensor this[string name] => _inputs[name];

    /// <summary>Asserts that the output, and the gradient of every input, are PyTorch's.</summary>
    public void Confirm(Tensor output)
    {
        Close(_root.GetProperty("output"), output.ToArray(), "output");
        output.Multiply(Weights).Sum().Backward();
        foreach (var gradient in _root.GetProperty("gradients").EnumerateObject())
        {
            Close(gradient.Value, _inputs[gradient.Name].Gradient!.ToArray(), "gradient of " + gradient.Name);
        }
    }

    public void Dispose()
    {
        Weights.Dispose();
        foreach (var input in _inputs.Values)
        {
            input.Dispose();
        }
    }

    private static void Close(JsonElement expected, float[] actual, string what)
    {
        var numbers = Values(expected);
        var size = numbers.Max(Math.Abs);
        Assert.Equal(numbers.Length, actual.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            Assert.True(Math.Abs(numbers[i] - actual[i]) <= Tolerance * (1 + size), $"{what}[{i}] is {actual[i]}, not {numbers[i]}.");
        }
    }

    private static float[] Values(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())];

    private static Shape Extents(JsonElement tensor) =>
        new([.. tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())]);
}
