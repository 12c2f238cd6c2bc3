using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class ModelProbeTests : IDisposable
{
    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_module_is_measured_and_the_same_again()
    {
        var first = Measure(batches: 3);
        var second = Measure(batches: 3);

        Assert.Equal(24, first.Rows);
        Assert.Equal(18, first.Modules.Length);
        Assert.All(first.Modules, module => Assert.True(module.Fisher > 0 && module.GradientNorm > 0));
        Assert.Equal(first.Modules, second.Modules);
    }

    [Fact]
    public void The_mean_gradient_is_at_most_the_root_of_the_fisher_information() =>
        Assert.All(Measure(batches: 3).Modules, module => Assert.True(module.GradientNorm <= Math.Sqrt(module.Fisher) * 1.001));

    private ProbeReport Measure(int batches) =>
        new ModelProbe(_bench.Workspace).Measure(_bench.Study, batches, TestContext.Current.CancellationToken);
}
