using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>Serial bottlenecks as AdapterHub's <c>SeqBnConfig</c>.</summary>
internal sealed class SerialAdapterHub : AdapterHubBottleneckMapping<SerialAdapterConfig>
{
    protected override bool IsParallel => false;
}
