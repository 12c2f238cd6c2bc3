namespace AutoPeft.Peft.Methods;

/// <summary>A setting of a method together with where its record keeps it; <see cref="Setting"/> makes them.</summary>
/// <typeparam name="TConfig">The record.</typeparam>
/// <param name="Field">What users are told of the setting.</param>
/// <param name="Read">The value that a record holds.</param>
/// <param name="Write">The record with the value that settings give; they hold it in the field's kind.</param>
internal sealed record ConfigField<TConfig>(
    MethodField Field, Func<TConfig, SettingValue> Read, Func<TConfig, MethodSettings, TConfig> Write)
{
    /// <summary>The same setting, whose numbers lie in this range.</summary>
    public ConfigField<TConfig> In(FieldRange range) => this with { Field = Field with { Range = range } };

    /// <summary>The same setting, which must be given and at 0 takes the module away.</summary>
    public ConfigField<TConfig> AsSize() => this with { Field = Field with { IsSize = true, Default = null } };

    /// <summary>What is wrong with a record's value, as a sentence; null when it may be used.</summary>
    public string? Problem(TConfig config) => Read(config) is var value && Field.IsSize && value == 0
        ? $"{Field.Name} is 0; it must be {Field.Range}."
        : Field.Problem(value);
}
