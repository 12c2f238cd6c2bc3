using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Stopping;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class ControlSectionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_budget_may_name_every_rule() => Assert.Equal(
        new BudgetDefinition(40, TimeSpan.FromHours(2)) { DeviceTime = TimeSpan.FromHours(12), Plateau = new(20, 0.05) },
        Read("{ trials: 40, time: 2h, device_time: 12h, plateau: { trials: 20, gain: 0.05 } }"));

    [Fact]
    public void A_plateau_is_enough_and_its_gain_is_one_per_cent_unless_said() =>
        Assert.Equal(new HypervolumePlateau(15, 0.01), Read("{ plateau: 15 }").Plateau);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ plateau: 0 }")]
    [InlineData("{ plateau: { trials: 10, gain: 2 } }")]
    [InlineData("{ plateau: { gain: 0.1 } }")]
    [InlineData("{ device_time: much }")]
    public void What_cannot_be_meant_is_one_fault(string budget) =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => Read(budget)).Faults);

    private BudgetDefinition Read(string budget) => TinyStudy.Load(_folder, ("budget: { trials: 12 }", $"budget: {budget}")).Definition.Control.Budget;
}
