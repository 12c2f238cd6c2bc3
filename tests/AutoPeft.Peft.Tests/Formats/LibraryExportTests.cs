using System.Text.Json;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats;

/// <summary>Our outputs against those that PEFT's and AdapterHub's own code computes from our exports.</summary>
/// <remarks>
/// With AUTOPEFT_WRITE_EXPORTS=FOLDER the model and the exports are written there instead, for tests/reference/peft/libraries.py to
/// make the numbers again.
/// </remarks>
public sealed class LibraryExportTests : IDisposable
{
    // Single precision on both sides, over layers of width 8.
    private const double Tolerance = 1e-4;

    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    public static TheoryData<string> Names => [.. LibraryExports.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_library_computes_from_our_export_what_we_do(string name)
    {
        var (format, config) = LibraryExports.All[name];
        using var model = TinyBert.Load(_engine);
        if (name.EndsWith("_without_positions", StringComparison.Ordinal))
        {
            // PEFT moves a text behind its prefix; without position embeddings that makes no difference.
            Clear(model, "position_embeddings.weight");
        }
        else if (name.EndsWith("_without_biases", StringComparison.Ordinal))
        {
            // AdapterHub's DoRA scales the bias too.
            Clear(model, "query.bias");
            Clear(model, "output.dense.bias");
        }

        // AdapterHub's gates take the mean over padding, too.
        var batch = name.EndsWith("_without_padding", StringComparison.Ordinal) ? new TokenBatch([3, 7, 1, 9], [0, 0, 0, 0], [4]) : TinyBert.Batch;
        using var modules = PeftModules.Create(config, model, default);
        using var head = model.CreateClassificationHead(2, RandomKey.FromSeed(3), dropout: 0);
        Scramble([.. modules.Parameters, .. head.Parameters]);

        if (Environment.GetEnvironmentVariable("AUTOPEFT_WRITE_EXPORTS") is { } folder)
        {
            Write(Path.Combine(folder, name), format, (modules, head), model);
        }
        else
        {
            Close(Expected(name), Logits((model, batch), modules, head));
        }
    }

    public void Dispose() => _engine.Dispose();

    private static void Clear(ITransformer model, string name)
    {
        foreach (var weight in model.Weights.Where(weight => weight.Name.EndsWith(name, StringComparison.Ordinal)))
        {
            weight.Tensor.CopyFrom(new float[weight.Tensor.Shape.Count]);
        }
    }

    private static void Scramble(IEnumerable<NamedTensor> parameters)
    {
        foreach (var parameter in parameters)
        {
            var key = RandomKey.FromSeed(21).For(parameter.Name);
            parameter.Tensor.CopyFrom([.. Enumerable.Range(0, parameter.Tensor.Shape.Count).Select(i => (float)(0.5 * key.Normal(i)))]);
        }
    }

    private static double[] Expected(string name)
    {
        var path = Path.Combine(Repository.Root, "tests", "reference", "peft", "libraries.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));

        return [.. document.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
    }

    private static void Close(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * (1 + Math.Abs(pair.First))));
    }

    private void Write(string folder, string format, (PeftModules Modules, ITaskHead Head) trained, ITransformer model)
    {
        TinyBert.Save(_engine, Path.Combine(folder, "base"));
        var export = Directory.CreateDirectory(Path.Combine(folder, "export")).FullName;
        var request = new ExportRequest(
            SampleRecipes.Of(trained.Modules.Config),
            model.Shape,
            [.. trained.Modules.Folded()],
            [.. trained.Head.Parameters.Select(TensorData.Of)]);
        foreach (var file in ExportFormats.Find(format)!.Write(request))
        {
            File.WriteAllBytes(Path.Combine(export, file.Name), file.Content.ToArray());
        }
    }

    private float[] Logits((ITransformer Model, TokenBatch Batch) input, PeftModules modules, ITaskHead head)
    {
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();
        var context = new ForwardContext(modules.Extensions, Training: false, default);

        return head.Logits(input.Model.Encode(input.Batch, context), input.Batch, context).ToArray();
    }
}
