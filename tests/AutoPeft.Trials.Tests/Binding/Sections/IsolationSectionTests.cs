using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class IsolationSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trials_are_trained_in_the_process_of_the_worker_unless_the_study_wants_another()
    {
        Assert.Null(TinyStudy.Load(_folder).Definition.Control.Isolation);
        Assert.Null(Load("none"));
        Assert.Equal(new IsolationDefinition(null, null), Load("process"));
    }

    [Fact]
    public void Limits_of_the_process_are_read() =>
        Assert.Equal(new IsolationDefinition(TimeSpan.FromMinutes(90), 8_000_000_000), Load("{ time_limit: 90m, memory_limit: 8e9 }"));

    [Theory]
    [InlineData("thread", "process")]
    [InlineData("[process]", "isolation")]
    [InlineData("{ time_limit: soon }", "no duration")]
    [InlineData("{ memory_limit: 12 }", "less than a program needs")]
    [InlineData("{ memory: 8e9 }", "memory_limit")]
    [InlineData("process\nrunner: { command: [train] }", "Leave 'isolation' out")]
    public void What_cannot_be_used_is_refused_with_its_line(string isolation, string words)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Load(isolation));

        Assert.Contains(refused.Faults, fault => $"{fault.Message} {fault.Remedy}".Contains(words, StringComparison.Ordinal) && fault.Place.Line > 0);
    }

    private IsolationDefinition? Load(string isolation) => TinyStudy.Load(_folder, ("retries: 2", $"isolation: {isolation}")).Definition.Control.Isolation;
}
