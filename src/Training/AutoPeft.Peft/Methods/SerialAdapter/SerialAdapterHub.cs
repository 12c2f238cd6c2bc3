using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>Serial bottlenecks as AdapterHub's <c>SeqBnConfig</c> and <c>DoubleSeqBnConfig</c>.</summary>
internal sealed class SerialAdapterHub : AdapterHubBottleneckMapping<SerialAdapterConfig>
{
    protected override bool IsParallel => false;

    protected override SerialAdapterConfig ReadOwn(JsonFields member) => new() { Input = AdapterHubBottleneckFields.ReadInput(member) };
}
