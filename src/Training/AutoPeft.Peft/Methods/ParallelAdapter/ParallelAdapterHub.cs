using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>Parallel bottlenecks as AdapterHub's <c>ParBnConfig</c>.</summary>
internal sealed class ParallelAdapterHub : AdapterHubBottleneckMapping<ParallelAdapterConfig>
{
    protected override bool IsParallel => true;
}
