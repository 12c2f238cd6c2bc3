using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>Makes the settings of methods, so that those of one kind read and behave alike.</summary>
/// <remarks>Name and meaning, range, and the property of the record are said here once: the default is what a new record holds.</remarks>
internal static class Setting
{
    // Keeps products of sizes within 64 bits and catches digits typed twice.
    private const double MaximumSize = 1 << 20;

    /// <summary>A size: a whole number from 1, or 0 for no module. Must be given.</summary>
    public static ConfigField<TConfig> Size<TConfig>(
        string name, string summary, Func<TConfig, int> read, Func<TConfig, int, TConfig> write)
        where TConfig : new()
        => Count(name, summary, read, write).AsSize();

    /// <summary>What a method without a size has instead: 1, the default, or 0 for no module, so that a search can leave it out.</summary>
    public static ConfigField<TConfig> Presence<TConfig>()
        where TConfig : new()
    {
        var field = Whole("present", "Whether the module is there: 1, or 0 for no module.", (TConfig _) => 1, (config, _) => config).In(new(1, 1));

        return field with { Field = field.Field with { IsSize = true } };
    }

    /// <summary>A whole number from 1.</summary>
    public static ConfigField<TConfig> Count<TConfig>(
        string name, string summary, Func<TConfig, int> read, Func<TConfig, int, TConfig> write)
        where TConfig : new()
        => Whole(name, summary, read, write).In(new(1, MaximumSize));

    /// <summary>A whole number from 0, which stands for nothing of the kind.</summary>
    public static ConfigField<TConfig> CountOrNone<TConfig>(
        string name, string summary, Func<TConfig, int> read, Func<TConfig, int, TConfig> write)
        where TConfig : new()
        => Whole(name, summary, read, write).In(new(0, MaximumSize));

    /// <summary>A whole number; without a range it may be any.</summary>
    public static ConfigField<TConfig> Whole<TConfig>(
        string name, string summary, Func<TConfig, int> read, Func<TConfig, int, TConfig> write)
        where TConfig : new()
        => new(
            Field<TConfig>(name, summary, MethodFieldKind.WholeNumber, config => read(config)),
            config => read(config),
            (config, settings) => write(config, settings.WholeNumber(name)));

    /// <summary>A finite number; without a range it may be any.</summary>
    public static ConfigField<TConfig> Number<TConfig>(
        string name, string summary, Func<TConfig, double> read, Func<TConfig, double, TConfig> write)
        where TConfig : new()
        => new(
            Field<TConfig>(name, summary, MethodFieldKind.Number, config => read(config)),
            config => read(config),
            (config, settings) => write(config, settings.Number(name)));

    /// <summary>A number above 0.</summary>
    public static ConfigField<TConfig> Positive<TConfig>(
        string name, string summary, Func<TConfig, double> read, Func<TConfig, double, TConfig> write)
        where TConfig : new()
        => Number(name, summary, read, write).In(new(0, MinimumExcluded: true));

    /// <summary>A number from 0.</summary>
    public static ConfigField<TConfig> NotNegative<TConfig>(
        string name, string summary, Func<TConfig, double> read, Func<TConfig, double, TConfig> write)
        where TConfig : new()
        => Number(name, summary, read, write).In(new(0));

    /// <summary>A share in [0, 1).</summary>
    public static ConfigField<TConfig> Share<TConfig>(
        string name, string summary, Func<TConfig, double> read, Func<TConfig, double, TConfig> write)
        where TConfig : new()
        => Number(name, summary, read, write).In(new(0, 1, MaximumExcluded: true));

    /// <summary>True or false.</summary>
    public static ConfigField<TConfig> Flag<TConfig>(
        string name, string summary, Func<TConfig, bool> read, Func<TConfig, bool, TConfig> write)
        where TConfig : new()
        => new(
            Field<TConfig>(name, summary, MethodFieldKind.Flag, config => read(config)),
            config => read(config),
            (config, settings) => write(config, settings.Flag(name)));

    /// <summary>One of an enumeration, by its name in lower case with underscores.</summary>
    public static ConfigField<TConfig> Choice<TConfig, TValue>(
        string name, string summary, Func<TConfig, TValue> read, Func<TConfig, TValue, TConfig> write)
        where TConfig : new()
        where TValue : struct, Enum
        => new(
            Field<TConfig>(name, summary, MethodFieldKind.Choice, config => ChoiceNames.Of(read(config))) with { Choices = ChoiceNames.All<TValue>() },
            config => ChoiceNames.Of(read(config)),
            (config, settings) => write(config, ChoiceNames.Parse<TValue>(settings.Text(name))));

    /// <summary>The linear modules that are adapted.</summary>
    public static ConfigField<TConfig> Targets<TConfig>()
        where TConfig : TargetedConfig, new()
        => new(
            Field<TConfig>("targets", "The linear modules that are adapted.", MethodFieldKind.ChoiceList, Listed) with { Choices = ModuleKindNames.All },
            Listed,
            (config, settings) => config with { Targets = ReadTargets(settings) });

    private static MethodField Field<TConfig>(string name, string summary, MethodFieldKind kind, Func<TConfig, SettingValue> read)
        where TConfig : new()
        => new() { Name = name, Kind = kind, Summary = summary, Default = read(new()) };

    private static SettingValue Listed(TargetedConfig config) => SettingValue.OfList(config.Targets.Select(ModuleKindNames.Of));

    private static ModuleKindSet ReadTargets(MethodSettings settings) =>
    [
        .. settings.List("targets").Select(text => ModuleKindNames.TryParse(text, out var kind)
            ? kind
            : throw new ArgumentException($"There is no module kind {text}.", nameof(settings))),
    ];
}
