using AutoPeft.Peft.Methods.Adalora;

namespace AutoPeft.Peft.Tests.Methods.Adalora;

public sealed class AdaloraAllocatorTests
{
    // Equation 11 with 10 modules from rank 6 to 2 between the steps 100 and 200.
    [Theory]
    [InlineData(100, 60)]
    [InlineData(150, 25)] // 20 + 40 / 8
    [InlineData(175, 21)] // 20 + 40 / 64, rounded
    [InlineData(200, 20)]
    [InlineData(300, 20)]
    public void The_budget_falls_with_the_cube_of_time(int step, int expected) =>
        Assert.Equal(expected, new AdaloraAllocator(new() { Rank = 2, InitialRank = 6 }).Budget(10, step, (100, 200)));
}
