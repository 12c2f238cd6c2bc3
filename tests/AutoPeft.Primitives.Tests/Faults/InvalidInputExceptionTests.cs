using AutoPeft.Primitives.Faults;

namespace AutoPeft.Primitives.Tests.Faults;

public sealed class InvalidInputExceptionTests
{
    [Fact]
    public void The_message_lists_every_fault_with_place_and_remedy()
    {
        var exception = new InvalidInputException(
        [
            new Fault(new("a.yaml", 1, 2), "The rank is 0.", "Leave the module out."),
            new Fault(new("a.yaml", 9), "No model.", "Name a folder."),
        ]);

        Assert.Equal(
            ["a.yaml:1:2: The rank is 0. Leave the module out.", "a.yaml:9: No model. Name a folder."],
            exception.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void An_exception_without_faults_is_refused() =>
        Assert.Throws<ArgumentException>(() => new InvalidInputException([]));
}
