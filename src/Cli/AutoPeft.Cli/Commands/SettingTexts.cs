using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;
using System.Globalization;

namespace AutoPeft.Cli.Commands;

/// <summary>Settings of a PEFT method as the command line has them: <c>rank=4</c>, <c>targets=query+value</c>.</summary>
internal static class SettingTexts
{
    /// <summary>The settings; texts that name no setting become faults.</summary>
    public static MethodSettings Read(PeftMethod method, IEnumerable<string> texts, ICollection<Fault> faults)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            if (parts.Length == 2 && method.Fields.FirstOrDefault(field => field.Name == parts[0]) is { } field)
            {
                values[field.Name] = Value(field, parts[1]);
            }
            else
            {
                var names = string.Join(", ", method.Fields.Select(item => item.Name));
                faults.Add(new(new("--set"), $"'{text}' is not a setting of {method.Name}.", $"Write NAME=VALUE with one of {names}."));
            }
        }

        return new(values);
    }

    private static SettingValue Value(MethodField field, string text) => field.Kind switch
    {
        MethodFieldKind.ChoiceList => SettingValue.OfList(text.Split('+')),
        MethodFieldKind.Flag when bool.TryParse(text, out var flag) => flag,
        MethodFieldKind.WholeNumber or MethodFieldKind.Number
            when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
