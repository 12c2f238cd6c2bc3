using AutoPeft.TestKit.Files;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

/// <summary>The real files, where the machine has them: sizes as counted with other tools.</summary>
public sealed class SharedCorpusTests
{
    [Theory]
    [InlineData("glue/RTE", "dev", 2490, 277, "sentence1", "sentence2", "label", true)]
    [InlineData("glue/MRPC", "dev", 3667, 408, "#1 String", "#2 String", "Quality", true)]
    [InlineData("glue/CoLA", "dev", 8551, 1043, "4", null, "2", false)]
    [InlineData("glue/SST-2", "dev", 67349, 872, "sentence", null, "label", true)]
    [InlineData("trec", "test", 5452, 500, "text", null, "label", true)]
    [InlineData("agnews", "test", 10001, 7600, "text", null, "label", true)]
    public void Corpora_are_read_whole(
        string folder, string test, int rows, int testRows, string text, string? pair, string label, bool header)
    {
        var path = Repository.SharedData(folder);
        Assert.SkipWhen(path is null, $"{folder} is not on this machine.");

        var data = TaskData.Load(new TaskDataConfig
        {
            TrainPath = Path.Combine(path, "train.tsv"),
            TestPath = Path.Combine(path, test + ".tsv"),
            TextColumn = text,
            PairColumn = pair,
            LabelColumn = label,
            HasHeader = header,
        });

        Assert.Equal(rows, data.Search.Train.Examples.Length + data.Search.Validation.Examples.Length);
        Assert.Equal(testRows, data.HeldOut!.Test.Examples.Length);
    }
}
