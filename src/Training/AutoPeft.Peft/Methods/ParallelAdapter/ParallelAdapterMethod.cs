using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>The parallel adapter, described in <see cref="ParallelAdapterConfig"/>.</summary>
internal sealed class ParallelAdapterMethod : BottleneckMethod<ParallelAdapterConfig>
{
    public override string Name => ParallelAdapterConfig.MethodName;

    public override string Title => "Parallel adapter";

    public override string Paper =>
        "He et al., Towards a Unified View of Parameter-Efficient Transfer Learning, ICLR 2022";

    public override string Formula =>
        "h + scale * up(f(down(x))) in place of h, the output of a block before its sum with x";

    public override AdapterHubMapping AdapterHub { get; } = new ParallelAdapterHub();

    protected override ImmutableArray<ConfigField<ParallelAdapterConfig>> Settings { get; } =
        [.. BottleneckSettings.Of<ParallelAdapterConfig>()];

    protected override double StateActivations(ParallelAdapterConfig config) => 0;

    protected override (float[] Down, float[] Up) First(int size, int hidden, RandomKey key) =>
        (WeightInitialization.KaimingUniform(size * hidden, hidden, key.For("down")), new float[size * hidden]);

    protected override ISublayerExtension Place(Bottleneck bottleneck, ParallelAdapterConfig config) =>
        new ParallelAdapterExtension(bottleneck);
}
