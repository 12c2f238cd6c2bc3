using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Trained keys and values in front of a layer's own, which every query sees.</summary>
/// <remarks>
/// Li and Liang, "Prefix-Tuning: Optimizing Continuous Prompts for Generation", ACL 2021, Eq. 3; re-parameterised as in
/// Sec. 4.3: <c>P = W₂ · tanh(W₁ · E + b₁) + b₂</c> with an embedding <c>E</c>, [L, C], that all layers of equal settings share.
/// After training the product is folded: what is saved and loaded are plain keys and values.
/// </remarks>
public sealed record PrefixTuningConfig : MethodConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "prefix_tuning";

    /// <summary>The width of the re-parameterisation in Li and Liang's and AutoPEFT's experiments.</summary>
    internal const int DefaultReparameterizationSize = 800;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>L, the number of trained positions. At least 1; default 10.</summary>
    public int PrefixLength { get; init; } = 10;

    /// <summary>
    /// Whether training goes through the two-layer network of Sec. 4.3. Default false: keys and values are trained
    /// directly.
    /// </summary>
    public bool Reparameterized { get; init; }

    /// <summary>
    /// The width of that network. At least 1; default 800. Without effect unless <see cref="Reparameterized"/>.
    /// </summary>
    public int ReparameterizationSize { get; init; } = DefaultReparameterizationSize;

    /// <inheritdoc/>
    public override MethodConfig Canonical() =>
        Reparameterized ? this : this with { ReparameterizationSize = DefaultReparameterizationSize };

    /// <inheritdoc/>
    public override MethodConfig Folded() => (this with { Reparameterized = false }).Canonical();
}
