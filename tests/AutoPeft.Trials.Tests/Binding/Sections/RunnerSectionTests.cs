using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class RunnerSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_is_read_with_its_limits()
    {
        var program = Load("command: [python3, train.py, '{lora.rank}'], environment: { A: b }, folder: scripts, time_limit: 2h, memory_limit: 8e9")!;

        Assert.Equal(["python3", "train.py", "{lora.rank}"], program.Command);
        Assert.Equal(("b", _folder.File("scripts")), (program.Environment["A"], program.Folder));
        Assert.Equal((TimeSpan.FromHours(2), 8_000_000_000), (program.TimeLimit, program.MemoryLimit));
    }

    [Fact]
    public void Without_one_our_engine_trains()
    {
        Assert.Null(TinyStudy.Load(_folder).Definition.Program);
        Assert.Null(TinyStudy.Load(_folder, ("retries: 2", "runner: engine")).Definition.Program);
    }

    [Fact]
    public void A_program_may_measure_what_our_engine_does_not()
    {
        var study = TinyStudy.Load(_folder, ("retries: 2", "runner: { command: [train] }"), ("[accuracy,", "[rouge,"));

        Assert.Equal("rouge", study.Definition.Objectives[0].Name);
    }

    [Theory]
    [InlineData("command: python3 train.py", "no shell reads it")]
    [InlineData("command: []", "no shell reads it")]
    [InlineData("command: [train, '{lora.rnak}']", "lora.rank")]
    [InlineData("command: [train], time_limit: soon", "no duration")]
    [InlineData("command: [train], memory_limit: 12", "less than a program needs")]
    [InlineData("command: [train], environment: { 'A=B': c }", "no name of a variable")]
    [InlineData("comand: [train]", "'command' is missing")]
    public void What_cannot_be_used_is_refused_with_its_line(string runner, string words)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Load(runner));

        Assert.Contains(refused.Faults, fault => $"{fault.Message} {fault.Remedy}".Contains(words, StringComparison.Ordinal) && fault.Place.Line > 0);
    }

    private AutoPeft.Trials.Definition.ProgramDefinition? Load(string runner) =>
        TinyStudy.Load(_folder, ("retries: 2", $"runner: {{ {runner} }}")).Definition.Program;
}
