using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>Fields that many methods have, so that they read and behave alike.</summary>
internal static class CommonFields
{
    /// <summary>A size: a whole number from 1, or 0 for no module. Must be given.</summary>
    public static MethodField Size(string name, string summary) => new()
    {
        Name = name,
        Kind = MethodFieldKind.WholeNumber,
        Summary = summary,
        Range = new(1, MaximumSize),
        IsSize = true,
    };

    /// <summary>The key of <see cref="Presence"/>.</summary>
    public const string Present = "present";

    /// <summary>What a method without a size has instead: 1, the default, or 0 for no module, so that a search can leave it out.</summary>
    public static MethodField Presence { get; } = new()
    {
        Name = Present,
        Kind = MethodFieldKind.WholeNumber,
        Summary = "Whether the module is there: 1, or 0 for no module.",
        Range = new(1, 1),
        Default = 1,
        IsSize = true,
    };

    /// <summary>A whole number from 1 with a default.</summary>
    public static MethodField PositiveWholeNumber(string name, int byDefault, string summary) => new()
    {
        Name = name,
        Kind = MethodFieldKind.WholeNumber,
        Summary = summary,
        Range = new(1, MaximumSize),
        Default = byDefault,
    };

    /// <summary>A number above 0 with a default.</summary>
    public static MethodField PositiveNumber(string name, double byDefault, string summary) => new()
    {
        Name = name,
        Kind = MethodFieldKind.Number,
        Summary = summary,
        Range = new(0, MinimumExcluded: true),
        Default = byDefault,
    };

    /// <summary>A share of inputs dropped, in [0, 1), by default 0.</summary>
    public static MethodField Dropout(string name, string summary) => Share(name, 0, summary);

    /// <summary>A number from 0 with a default.</summary>
    public static MethodField NotNegative(string name, double byDefault, string summary) => new()
    {
        Name = name,
        Kind = MethodFieldKind.Number,
        Summary = summary,
        Range = new(0),
        Default = byDefault,
    };

    /// <summary>A share in [0, 1) with a default.</summary>
    public static MethodField Share(string name, double byDefault, string summary) => new()
    {
        Name = name,
        Kind = MethodFieldKind.Number,
        Summary = summary,
        Range = new(0, 1, MaximumExcluded: true),
        Default = byDefault,
    };

    /// <summary>A flag, by default false.</summary>
    public static MethodField Flag(string name, string summary, bool byDefault = false) => new()
    {
        Name = name,
        Kind = MethodFieldKind.Flag,
        Summary = summary,
        Default = byDefault,
    };

    /// <summary>The activation of a bottleneck, by default <c>relu</c>.</summary>
    public static MethodField Activation(string name) => new()
    {
        Name = name,
        Kind = MethodFieldKind.Choice,
        Summary = "The activation between the two products of the bottleneck.",
        Choices = BottleneckActivationNames.All,
        Default = BottleneckActivationNames.Of(BottleneckActivation.Relu),
    };

    /// <summary>The linear modules that are adapted.</summary>
    public static MethodField Targets(string name, IEnumerable<string> byDefault) => new()
    {
        Name = name,
        Kind = MethodFieldKind.ChoiceList,
        Summary = "The linear modules that are adapted.",
        Choices = ModuleKindNames.All,
        Default = SettingValue.OfList(byDefault),
    };

    /// <summary>The module kinds that a list names.</summary>
    public static ModuleKindSet ReadTargets(MethodSettings settings, string name) =>
    [
        .. settings.List(name).Select(text => ModuleKindNames.TryParse(text, out var kind)
            ? kind
            : throw new ArgumentException($"There is no module kind {text}.", nameof(settings))),
    ];

    /// <summary>The list that names these module kinds, in their order.</summary>
    public static SettingValue OfTargets(ModuleKindSet targets) =>
        SettingValue.OfList(targets.Select(ModuleKindNames.Of));

    // Keeps products of sizes within 64 bits and catches digits typed twice.
    private const double MaximumSize = 1 << 20;
}
