using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class ErrorFunctionTests
{
    // Computed with 60 digits from the Taylor series and the continued fraction.
    [Theory]
    [InlineData(-3, 16205.988853999586)]
    [InlineData(-0.3, 1.4537492328427655)]
    [InlineData(0, 1)]
    [InlineData(0.2, 0.80901951990158072)]
    [InlineData(0.46875, 0.63206968924955609)]
    [InlineData(0.47, 0.63140051666003427)]
    [InlineData(1, 0.427583576155807)]
    [InlineData(2.5, 0.21080636406114359)]
    [InlineData(3.99, 0.1373240409142297)]
    [InlineData(4.01, 0.13667636742994915)]
    [InlineData(20, 0.028174348741051319)]
    public void The_scaled_function_agrees_with_sixty_digits(double x, double expected) =>
        Assert.Equal(1, ErrorFunction.Erfcx(x) / expected, 1e-14);

    [Theory]
    [InlineData(-3, 1.9999779095030015)]
    [InlineData(0.2, 0.77729741078952153)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(3.99, 1.6739211364520844e-08)]
    [InlineData(6, 2.1519736712498913e-17)]
    public void The_plain_function_agrees_with_sixty_digits(double x, double expected) =>
        Assert.Equal(1, ErrorFunction.Erfc(x) / expected, 1e-14);
}
