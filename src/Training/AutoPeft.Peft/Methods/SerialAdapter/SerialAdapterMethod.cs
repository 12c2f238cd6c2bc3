using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>The serial adapter, described in <see cref="SerialAdapterConfig"/>.</summary>
internal sealed class SerialAdapterMethod : BottleneckMethod<SerialAdapterConfig>
{
    // Houlsby et al. 2019, Sec. 3.6 find N(0, 0.01) and wider safe; AdapterHub and AutoPEFT use BERT's own 0.02.
    private const double StandardDeviation = 0.02;

    public override string Name => SerialAdapterConfig.MethodName;

    public override string Title => "Serial adapter";

    public override string Paper =>
        "Houlsby et al., Parameter-Efficient Transfer Learning for NLP, ICML 2019; Pfeiffer et al., AdapterFusion, EACL 2021";

    public override string Formula =>
        "h + scale * up(f(down(norm(h + x)))), or of h alone, in place of h, the output of a block before its sum with x";

    public override AdapterHubMapping AdapterHub { get; } = new SerialAdapterHub();

    protected override ImmutableArray<ConfigField<SerialAdapterConfig>> Settings { get; } =
        [.. BottleneckSettings.OfSerial<SerialAdapterConfig>()];

    // h + x, norm
    protected override double StateActivations(SerialAdapterConfig config) => config.Input == SerialInput.Normalized ? 2 : 0;

    protected override (float[] Down, float[] Up) First(int size, int hidden, RandomKey key) => (
        WeightInitialization.Normal(size * hidden, StandardDeviation, key.For("down")),
        WeightInitialization.Normal(size * hidden, StandardDeviation, key.For("up")));

    protected override ISublayerExtension Place(Bottleneck bottleneck, SerialAdapterConfig config) =>
        new SerialAdapterExtension(bottleneck, config.Input);
}
