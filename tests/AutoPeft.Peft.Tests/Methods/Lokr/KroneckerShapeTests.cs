using AutoPeft.Peft.Methods.Lokr;

namespace AutoPeft.Peft.Tests.Methods.Lokr;

public sealed class KroneckerShapeTests
{
    // The pairs that PEFT's and LyCORIS's documentation give, and what they do when the factor does not divide.
    [Theory]
    [InlineData(256, -1, 16, 16)]
    [InlineData(128, -1, 8, 16)]
    [InlineData(127, -1, 1, 127)]
    [InlineData(128, 4, 4, 32)]
    [InlineData(30, 4, 3, 10)]
    [InlineData(768, -1, 24, 32)]
    public void A_number_splits_as_in_PEFT(int number, int factor, int small, int large) =>
        Assert.Equal((small, large), KroneckerShape.Factors(number, factor));
}
