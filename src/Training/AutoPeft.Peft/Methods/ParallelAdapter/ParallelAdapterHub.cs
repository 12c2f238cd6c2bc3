using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>Parallel bottlenecks as AdapterHub's <c>ParBnConfig</c>.</summary>
internal sealed class ParallelAdapterHub : AdapterHubBottleneckMapping<ParallelAdapterConfig>
{
    protected override bool IsParallel => true;

    protected override BottleneckSettings Settings(ParallelAdapterConfig config) =>
        new(config.BottleneckSize, config.Scale, config.Activation);

    protected override ParallelAdapterConfig Create(BottleneckSettings settings) =>
        new() { BottleneckSize = settings.Size, Scale = settings.Scale, Activation = settings.Activation };
}
