using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>Serial bottlenecks as AdapterHub's <c>SeqBnConfig</c>.</summary>
internal sealed class SerialAdapterHub : AdapterHubBottleneckMapping<SerialAdapterConfig>
{
    protected override bool IsParallel => false;

    protected override BottleneckSettings Settings(SerialAdapterConfig config) =>
        new(config.BottleneckSize, config.Scale, config.Activation);

    protected override SerialAdapterConfig Create(BottleneckSettings settings) =>
        new() { BottleneckSize = settings.Size, Scale = settings.Scale, Activation = settings.Activation };
}
