using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank adaptation of linear modules: <c>W + Scale · B · A</c>, with <c>W</c> frozen.</summary>
/// <remarks>
/// Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022, Eq. 3. <c>A</c> is [Rank, in] and <c>B</c> is
/// [out, Rank]. Fresh modules leave the model unchanged, whatever <see cref="Initialization"/> is.
/// </remarks>
public sealed record LoraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The share of inputs to <c>A</c> that training drops, in [0, 1). Default 0.</summary>
    public double DropoutFraction { get; init; }

    /// <summary>
    /// Whether <see cref="Scale"/> divides by √Rank (Kalajdzievski, "rsLoRA", 2023, Eq. 4) and not by Rank. Default
    /// false.
    /// </summary>
    public bool RankStabilized { get; init; }

    /// <summary>What A and B start from. Default Kaiming-uniform and zero.</summary>
    public LoraInitialization Initialization { get; init; }

    /// <summary>
    /// The factor on the update: <c>Alpha / Rank</c>, or <c>Alpha / √Rank</c> when <see cref="RankStabilized"/>.
    /// </summary>
    public override double Scale => Alpha / (RankStabilized ? Math.Sqrt(Rank) : Rank);

    /// <summary>Whether B starts at zero: otherwise the update starts as a part of the weight, which is subtracted again.</summary>
    internal bool StartsAtZero => Initialization is not (LoraInitialization.Pissa or LoraInitialization.Olora);

    /// <summary>The alpha that gives this scale by the rule <c>Alpha / Rank</c>.</summary>
    internal double PlainAlpha => RankStabilized ? Alpha * Math.Sqrt(Rank) : Alpha;

    /// <summary>Principal directions are no more than the weight has.</summary>
    protected override bool IsBoundBySides =>
        Initialization is LoraInitialization.Pissa or LoraInitialization.Olora or LoraInitialization.Eva;

    /// <inheritdoc/>
    public override MethodConfig Folded() => StartsAtZero
        ? this
        : this with { Initialization = LoraInitialization.Kaiming, Rank = 2 * Rank, Alpha = 2 * PlainAlpha, RankStabilized = false };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => StartsAtZero
        ? this with
        {
            DropoutFraction = 0,
            RankStabilized = false,
            Alpha = PlainAlpha,
            Initialization = LoraInitialization.Kaiming,
        }
        : Folded().AtInference();
}
