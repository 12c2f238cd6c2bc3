using System.Collections.Immutable;
using AutoPeft.Peft.Methods;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>Where a setting of a method takes its value from: parameters of the space, or a value that is always the same.</summary>
internal sealed class FieldBinding
{
    private readonly ScopedParameter?[] _byLayer;
    private readonly SettingValue _otherwise;

    /// <param name="field">The setting.</param>
    /// <param name="parameters">The parameters that give it, each for its layers.</param>
    /// <param name="otherwise">The value where no parameter does.</param>
    /// <param name="layers">How many layers the model has.</param>
    public FieldBinding(MethodField field, ImmutableArray<ScopedParameter> parameters, SettingValue otherwise, int layers)
    {
        Field = field;
        Parameters = parameters;
        _otherwise = otherwise;
        _byLayer = new ScopedParameter?[layers];
        foreach (var parameter in parameters)
        {
            foreach (var layer in parameter.Layers)
            {
                _byLayer[layer] = parameter;
            }
        }
    }

    public MethodField Field { get; }

    public ImmutableArray<ScopedParameter> Parameters { get; }

    /// <summary>Whether the value is the same in every layer.</summary>
    public bool IsShared => Parameters.IsEmpty || (Parameters.Length == 1 && Parameters[0].Layers.Length == _byLayer.Length);

    /// <summary>The value in a layer.</summary>
    public SettingValue In(int layer, Configuration configuration) =>
        _byLayer[layer] is { } parameter && configuration.Find(parameter.Name) is { } value ? ToSetting(value) : _otherwise;

    /// <summary>The value as the method has it; a list of choices is written with plus signs between them.</summary>
    public SettingValue ToSetting(ParameterValue value) => ToSetting(Field, value);

    /// <inheritdoc cref="ToSetting(ParameterValue)"/>
    public static SettingValue ToSetting(MethodField field, ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Number => SettingValue.OfNumber(value.AsNumber),
        ParameterValueKind.Flag => SettingValue.OfFlag(value.AsFlag),
        _ when field.Kind == MethodFieldKind.ChoiceList =>
            SettingValue.OfList(value.AsText.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        _ => SettingValue.OfText(value.AsText),
    };
}
