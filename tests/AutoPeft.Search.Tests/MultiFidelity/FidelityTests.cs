using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class FidelityTests
{
    [Theory]
    [InlineData(1, FidelityUnit.Epochs, "1 epoch")]
    [InlineData(3, FidelityUnit.Epochs, "3 epochs")]
    [InlineData(1, FidelityUnit.Steps, "1 step")]
    [InlineData(250, FidelityUnit.Steps, "250 steps")]
    [InlineData(111_111, FidelityUnit.Share, "11.111 % of the data")]
    public void It_is_said_in_its_unit(int amount, FidelityUnit unit, string expected) => Assert.Equal(expected, new Fidelity(amount).In(unit));

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(1.0 / 3, 333_333)]
    [InlineData(1e-9, 1)]
    public void A_share_is_counted_in_millionths_and_is_never_nothing(double share, int expected) => Assert.Equal(expected, Fidelity.OfShare(share).Amount);
}
