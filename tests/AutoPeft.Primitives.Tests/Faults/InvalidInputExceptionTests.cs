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
    public void Faults_are_in_the_order_of_the_input_whatever_order_they_were_found_in()
    {
        FaultPlace[] found = [new("b.yaml", 8, 7), new("b.yaml", 8, 2), new("a.tsv", 3), new("b.yaml", 1), new("a.tsv")];

        var exception = new InvalidInputException(found.Select(place => new Fault(place, "It is wrong.", "Mend it.")));

        Assert.Equal(["b.yaml:1", "b.yaml:8:2", "b.yaml:8:7", "a.tsv", "a.tsv:3"], exception.Faults.Select(fault => fault.Place.ToString()));
    }

    [Fact]
    public void Faults_of_one_place_stay_in_the_order_they_were_found_in()
    {
        var exception = new InvalidInputException([new(new("b.yaml", 8), "First.", "Mend it."), new(new("b.yaml", 8), "Second.", "Mend it.")]);

        Assert.Equal(["First.", "Second."], exception.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void An_exception_without_faults_is_refused() =>
        Assert.Throws<ArgumentException>(() => new InvalidInputException([]));
}
