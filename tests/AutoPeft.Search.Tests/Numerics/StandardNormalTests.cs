using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class StandardNormalTests
{
    // z, log(φ + zΦ), Φ / (φ + zΦ), φ / (φ + zΦ), log Φ: computed with 60 digits.
    public static TheoryData<double, double, double, double, double> Known => new()
    {
        { -60, -1809.1084601822722, 60.033305609420509, 3602.9983365652306, -1805.0135606805673 },
        { -51, -1309.2837416530381, 51.039170576073502, 2603.9976993797486, -1305.3511482646022 },
        { -49, -1209.2038267923772, 49.040765475450364, 2403.9975082970677, -1205.3111748916654 },
        { -30, -457.72465376059802, 30.066446154162421, 902.99338462487253, -454.32124395634321 },
        { -5, -16.744301162660989, 5.3618162412880883, 27.809081206440442, -15.064998393988725 },
        { -1, -2.4851210257126413, 1.9042712333296918, 2.9042712333296916, -1.8410216450092636 },
        { 0, -0.91893853320467278, 1.2533141373155003, 1, -0.69314718055994529 },
        { 0.5, -0.3598276837450638, 0.99092271800410991, 0.50453864099794499, -0.3689464152886564 },
        { 3, 1.0987396653277077, 0.33284096845179523, 0.0014770946446142933, -0.0013508099647481938 },
        { 8, 2.0794415416798357, 0.12499999999999992, 6.3153388544211149e-16, -6.2209605742717858e-16 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Tails_agree_with_sixty_digits(double z, double logExcess, double probability, double density, double logProbability)
    {
        var ratios = StandardNormal.RatiosToExcess(z);

        Assert.Equal(logExcess, StandardNormal.LogExcess(z), 1e-12 * Math.Max(1, Math.Abs(logExcess)));
        Assert.Equal(1, ratios.Probability / probability, 1e-11);
        Assert.Equal(1, ratios.Density / density, 1e-11);
        Assert.Equal(logProbability, StandardNormal.LogProbability(z), 1e-14 * Math.Max(1, Math.Abs(logProbability)));
    }

    [Fact]
    public void The_excess_is_the_exponential_of_its_logarithm()
    {
        for (var z = -35.0; z < 8; z += 0.37)
        {
            Assert.Equal(1, StandardNormal.Excess(z) / Math.Exp(StandardNormal.LogExcess(z)), 1e-11);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-10)]
    [InlineData(0.025)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1 - 1e-12)]
    public void A_quantile_has_its_probability(double probability) =>
        Assert.Equal(1, StandardNormal.Probability(StandardNormal.Quantile(probability)) / probability, 1e-12);

    [Fact]
    public void The_known_quantile_of_the_normal_table_comes_out() =>
        Assert.Equal(1.959963984540054, StandardNormal.Quantile(0.975), 1e-13);
}
