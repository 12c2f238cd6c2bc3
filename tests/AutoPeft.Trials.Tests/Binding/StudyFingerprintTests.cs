using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class StudyFingerprintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("label: label }", "label: label, validation: 0.2 }", "'data: validation_fraction = 0.1' became 'data: validation_fraction = 0.2'")]
    [InlineData("label: label }", "label: label, train_limit: 5 }", "'data: train_limit = none' became 'data: train_limit = 5'")]
    [InlineData("label: label }", "label: label, labels: [b, a] }", "'data: default' became 'data: labels = b,a'")]
    [InlineData("epochs: 2, batch_size: 4", "epochs: 3, batch_size: 4", "'training: epochs = 2' became 'training: epochs = 3'")]
    [InlineData("sampler: random", "sampler: { name: tpe, initial: 4 }", "'sampler: name = random, initial = none' became 'sampler: name = tpe, initial = 4'")]
    [InlineData("choices: [0, 2, 3]", "choices: [0, 2]", "'parameter serial_adapter.bottleneck_size: 0, 2, 3' became 'parameter serial_adapter.bottleneck_size: 0, 2'")]
    public void What_was_changed_in_a_definition_is_said_as_files_write_it(string from, string to, string expected)
    {
        var before = TinyStudy.Load(_folder);
        var after = TinyStudy.Load(_folder, (from, to));

        Assert.Equal(expected, after.DifferenceFrom(before));
    }

    [Fact]
    public void The_same_definition_does_not_differ() => Assert.Null(TinyStudy.Load(_folder).DifferenceFrom(TinyStudy.Load(_folder)));
}
