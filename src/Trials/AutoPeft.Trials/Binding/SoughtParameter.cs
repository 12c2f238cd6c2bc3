using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>A parameter whose value is sought for modules that are given.</summary>
/// <param name="Method">The method.</param>
/// <param name="Field">The setting that the parameter gives.</param>
/// <param name="Parameter">The parameter.</param>
internal sealed record SoughtParameter(MethodBinding Method, FieldBinding Field, ScopedParameter Parameter)
{
    public string Name => Parameter.Name;

    /// <summary>The setting of a module.</summary>
    public SettingValue In(MethodConfig config) => Method.Method.Describe(config)[Field.Field.Name];

    /// <summary>The value of the domain that is this setting; null when there is none.</summary>
    public ParameterValue? Find(SettingValue setting)
    {
        if (Field.Field.Kind == MethodFieldKind.ChoiceList)
        {
            // The order in a list says nothing.
            return Parameter.Domain.Levels().Select(level => (ParameterValue?)level).FirstOrDefault(level => Sorted(Field.ToSetting(level!.Value)) == Sorted(setting));
        }

        ParameterValue? value = setting.TryNumber(out var number) ? ParameterValue.Of(number)
            : setting.TryFlag(out var flag) ? ParameterValue.Of(flag)
            : setting.TryText(out var text) ? ParameterValue.Of(text)
            : null;

        return value is { } found && Parameter.Domain.Contains(found) ? found : null;
    }

    /// <summary>Whether a module gives other outputs with the value that the parameter has where it says nothing.</summary>
    public bool Matters(MethodConfig config)
    {
        var settings = Method.Method.Describe(config).With(Field.Field.Name, Field.ToSetting(Parameter.Idle));

        return Method.Method.Bind(settings, new FaultPlace(Name), new List<Fault>()) is not { } other
            || !other.AtInference().Equals(config.AtInference());
    }

    private static string Sorted(SettingValue setting) =>
        setting.TryList(out var texts) ? string.Join(' ', texts.Order(StringComparer.Ordinal)) : setting.ToString();
}
