using AutoPeft.TestKit.Files;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BadInputTests() => TrainableStudy.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("objectives:", "objektives:", "small.yaml:10:", "Did you mean 'objectives'?")]
    [InlineData("lora:", "lorra:", "small.yaml:6:", "Did you mean 'lora'?")]
    [InlineData("choices: [0, 2, 4]", "choices: [2, 0, 4]", "small.yaml:6:", "0")]
    [InlineData("[accuracy,", "[acuracy,", "small.yaml:10:", "Did you mean 'accuracy'?")]
    [InlineData("lora: {", "lora: { targets: [qury],", "small.yaml:6:", "Did you mean 'query'?")]
    [InlineData("train: train.tsv", "train: missing.tsv", "small.yaml:3:", "missing.tsv")]
    [InlineData("layers: each", "constraints: [trainable_parameters <= 1]\n  layers: each", "small.yaml:5:", "trainable_parameters <= 1")]
    [InlineData("layers: each", "forbid: [{ lora.rank: [0, 2, 4] }]\n  layers: each", "small.yaml:5:", "empty")]
    public Task A_mistake_in_the_study_file_is_named_with_its_line(string right, string wrong, string place, string words)
    {
        Replace("small.yaml", right, wrong);

        return AssertRefusedAsync(place, words);
    }

    [Fact]
    public Task A_ragged_row_is_named_with_its_line()
    {
        File.AppendAllText(_folder.File("train.tsv"), "only one column\n");

        return AssertRefusedAsync("train.tsv:162", "1 field,");
    }

    [Fact]
    public Task A_label_that_the_training_texts_do_not_have_is_named_with_its_line()
    {
        File.AppendAllText(_folder.File("dev.tsv"), "aa ab\tcherries\n");

        return AssertRefusedAsync("dev.tsv:62", "cherries");
    }

    [Fact]
    public Task A_corrupt_header_of_a_checkpoint_is_named()
    {
        using (var file = File.OpenWrite(_folder.File("model/model.safetensors")))
        {
            file.Write([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
        }

        return AssertRefusedAsync("model.safetensors", "header");
    }

    [Fact]
    public Task A_truncated_checkpoint_is_named()
    {
        using (var file = File.OpenWrite(_folder.File("model/model.safetensors")))
        {
            file.SetLength(file.Length / 2);
        }

        return AssertRefusedAsync("model.safetensors", "Fetch or write the file again.");
    }

    [Fact]
    public async Task All_mistakes_are_reported_at_once()
    {
        Replace("small.yaml", "lora:", "lorra:");
        Replace("small.yaml", "sampler: random", "sampler: guess");
        Replace("small.yaml", "epochs: 3", "epochs: -3");

        var result = await CommandLine.RunAsync(_folder.Path, "sweep", "run", "small.yaml", "--json");

        Assert.Equal(3, result.Document.GetProperty("faults").GetArrayLength());
    }

    [Theory]
    [InlineData("sweep run")]
    [InlineData("space validate")]
    [InlineData("optimize")]
    [InlineData("model probe")]
    [InlineData("model show")]
    [InlineData("verify")]
    [InlineData("reproduce")]
    public async Task What_the_command_line_names_and_is_not_there_is_not_found(string command)
    {
        var result = await CommandLine.RunAsync(_folder.Path, [.. command.Split(' '), "nowhere.yaml"]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("nowhere.yaml", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_unavailable()
    {
        var result = await CommandLine.RunAsync(_folder.Path, "sweep", "run", "small.yaml", "--data", _folder.Write("file", "x"));

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("is a file, and studies are kept in a folder", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_that_another_process_writes_is_unavailable()
    {
        Replace("small.yaml", "epochs: 3", "epochs: 9999");
        using var other = CommandLine.Open(_folder.Path, ["sweep", "run", "small.yaml"]);
        await Journal.GrowthAsync(other, _folder.File("studies/small/journal"), by: 1);

        var result = await CommandLine.RunAsync(_folder.Path, "sweep", "run", "small.yaml");
        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains($"process {other.Id}", result.Errors, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string place, string words)
    {
        var result = await CommandLine.RunAsync(_folder.Path, "sweep", "run", "small.yaml");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(place, result.Errors, StringComparison.Ordinal);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("studies")));
    }

    private void Replace(string file, string right, string wrong)
    {
        var text = File.ReadAllText(_folder.File(file));
        Assert.Contains(right, text, StringComparison.Ordinal);
        _folder.Write(file, text.Replace(right, wrong, StringComparison.Ordinal));
    }
}
