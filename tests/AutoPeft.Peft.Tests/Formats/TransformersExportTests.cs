using System.Text.Json;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Models;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats;

/// <summary>Our outputs against those of the real <c>transformers</c> classes with our exports loaded by the real <c>peft</c>.</summary>
/// <remarks>
/// With AUTOPEFT_WRITE_EXPORTS=FOLDER the exports are written there instead, for tests/reference/peft/transformers_peft.py to make the
/// numbers again.
/// </remarks>
public sealed class TransformersExportTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private static readonly string Numbers = Path.Combine(Repository.Root, "tests", "reference", "peft", "transformers_peft.json");

    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        using var known = JsonDocument.Parse(File.ReadAllBytes(Numbers));
        foreach (var family in TransformersExports.Families)
        {
            foreach (var method in TransformersExports.Methods.Where(method => known.RootElement.TryGetProperty(Name(family, method), out _)))
            {
                cases.Add(family, method);
            }
        }

        return cases;
    }

    [Fact]
    public void Exports_for_the_library_are_written_when_somebody_asks()
    {
        if (Environment.GetEnvironmentVariable("AUTOPEFT_WRITE_EXPORTS") is not { } folder)
        {
            Assert.True(File.Exists(Numbers));
            return;
        }

        foreach (var family in TransformersExports.Families)
        {
            foreach (var method in TransformersExports.Methods)
            {
                Compute(family, method, (request, _) => Write(Path.Combine(folder, Name(family, method)), request));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_library_computes_from_our_export_what_we_do(string family, string method)
    {
        using var known = JsonDocument.Parse(File.ReadAllBytes(Numbers));
        double[] expected = [.. known.RootElement.GetProperty(Name(family, method)).EnumerateArray().Select(value => value.GetDouble())];

        Assert.True(Compute(family, method, (_, logits) =>
        {
            Assert.Equal(expected.Length, logits.Length);
            Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, Tolerance * (1 + Math.Abs(pair.First))));
        }));
    }

    public void Dispose() => _engine.Dispose();

    private static string Name(string family, string method) => $"{family}_{method}";

    private static void Write(string folder, ExportRequest request)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in new HuggingFaceFormat().Write(request))
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content.ToArray());
        }
    }

    private static void Scramble(IEnumerable<NamedTensor> parameters)
    {
        foreach (var (name, tensor) in parameters)
        {
            var key = RandomKey.FromSeed(21).For(name);
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => (float)(0.3 * key.Normal(i)))]);
        }
    }

    // Whether PEFT can hold the method.
    private bool Compute(string family, string method, Action<ExportRequest, float[]> use)
    {
        using var reference = new TransformerReference(family);
        using var model = TransformerLoader.Load(_engine, reference.ModelFolder, trainable: false);
        var assigned = TransformersExports.Of(method, model.Shape);
        if (!new HuggingFaceFormat().Judge(assigned, model.Shape).IsPossible)
        {
            return false;
        }

        using var modules = PeftModules.Create(assigned, model, default);
        using var head = model.CreateClassificationHead(2, RandomKey.FromSeed(3), dropout: 0);
        Scramble([.. modules.Parameters, .. head.Parameters]);
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();
        var context = new ForwardContext(modules.Extensions, Training: false, default);
        var logits = head.Logits(model.Encode(reference.Batch, context), reference.Batch, context).ToArray();

        // What training finds the ranks of is known only with the weights.
        var config = modules.State.Count > 0 ? modules.FoldedConfig : modules.Config;
        use(
            new(SampleRecipes.Of(config), model.Shape, [.. modules.Folded()], [.. head.Parameters.Select(TensorData.Of)]),
            logits);

        return true;
    }
}
