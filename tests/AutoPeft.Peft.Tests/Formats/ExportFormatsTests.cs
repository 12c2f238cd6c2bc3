using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats;

public sealed class ExportFormatsTests
{
    public static TheoryData<string> Names => [.. ExportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_thousand_random_configurations_come_back_or_are_refused_with_a_reason(string name)
    {
        var format = ExportFormats.Find(name)!;
        using var folder = new TemporaryFolder();
        var (returned, drawn) = (0, new HashSet<string>());
        for (var i = 0; i < 1000; i++)
        {
            var config = RandomConfigs.Draw(ModelShapes.BertTiny, RandomKey.FromSeed(i));
            drawn.UnionWith(config.Groups.Select(group => group.Method.Method));
            var verdict = format.Judge(config, ModelShapes.BertTiny);
            if (verdict.IsPossible)
            {
                ComesBack(format, config, folder);
                returned++;
            }
            else
            {
                Assert.NotEmpty(verdict.Reasons);
            }
        }

        Assert.True(returned > 100, $"Only {returned} could be exported.");
        Assert.Equal(
            MethodRegistry.BuiltIn.Methods.Where(method => !method.IsCombination).Select(method => method.Name).Order(), drawn.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_requests_give_equal_bytes(string name)
    {
        var format = ExportFormats.Find(name)!;
        var config = PeftConfig.FromJson("""{"modules":[{"method":"lora","layers":[0,2],"rank":2}]}""", "test");

        var first = format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny));
        var second = format.Write(SampleRecipes.Export(config, ModelShapes.BertTiny));

        Assert.Equal(first.Select(file => file.Name), second.Select(file => file.Name));
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First.Content.ToArray(), pair.Second.Content.ToArray()));
    }

    [Theory]
    [InlineData("hf_peft")]
    [InlineData("adapterhub")]
    public void What_a_format_cannot_hold_is_not_written(string name)
    {
        var format = ExportFormats.Find(name)!;
        var request = SampleRecipes.Export(PeftConfig.Empty, ModelShapes.BertTiny);

        Assert.False(format.Judge(PeftConfig.Empty, ModelShapes.BertTiny).IsPossible);
        Assert.Throws<ArgumentException>(() => format.Write(request));
    }

    private static void ComesBack(IExportFormat format, PeftConfig config, TemporaryFolder folder)
    {
        var request = SampleRecipes.Export(config, ModelShapes.BertTiny);
        foreach (var file in format.Write(request))
        {
            folder.Write(file.Name, file.Content.ToArray());
        }

        var back = format.Read(folder.Path, ModelShapes.BertTiny);

        Assert.Equal(config.AtInference().ToJson(), back.Config.AtInference().ToJson());
        Same(request.Weights, back.Weights);
        Same(request.Head, back.Head);
    }

    private static void Same(IReadOnlyCollection<Models.Checkpoints.TensorData> expected, IReadOnlyCollection<Models.Checkpoints.TensorData> actual)
    {
        var found = actual.ToDictionary(tensor => tensor.Name);
        Assert.Equal(expected.Count, found.Count);
        Assert.All(expected, tensor =>
        {
            Assert.Equal(tensor.Shape, found[tensor.Name].Shape);
            Assert.True(tensor.Values.Span.SequenceEqual(found[tensor.Name].Values.Span), tensor.Name);
        });
    }
}
