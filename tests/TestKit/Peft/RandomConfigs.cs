using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.TestKit.Peft;

/// <summary>Random configurations of the whole catalogue, drawn from what the methods say of their settings.</summary>
public static class RandomConfigs
{
    private const int LargestSize = 6;

    /// <summary>A configuration without faults for this model. Half of them hold one method with one setting.</summary>
    public static PeftConfig Draw(ModelShape shape, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(shape);

        for (var attempt = 0; ; attempt++)
        {
            var config = key.For(attempt).Below(0, 2) == 0 ? Uniform(shape, key.For(attempt)) : Mixed(shape, key.For(attempt));
            if (config.Faults(shape).IsEmpty)
            {
                return config;
            }
        }
    }

    private static PeftConfig Uniform(ModelShape shape, RandomKey key)
    {
        var method = Method(shape, key.For("method"));
        var layers = Enumerable.Range(0, shape.Layers).Where(layer => key.Below(100 + layer, 4) > 0);

        return PeftConfig.Uniform(layers, method);
    }

    private static PeftConfig Mixed(ModelShape shape, RandomKey key) => PeftConfig.Of(
        Enumerable.Range(0, key.Below(1, 2 * shape.Layers))
            .Select(i => new PeftPlacement(key.For(i).Below(0, shape.Layers), Method(shape, key.For(i)))));

    private static MethodConfig Method(ModelShape shape, RandomKey key)
    {
        var methods = MethodRegistry.BuiltIn.Methods;
        var method = methods[key.Below(0, methods.Length)];
        for (var attempt = 0; ; attempt++)
        {
            var drawn = key.For(attempt);
            var settings = method.Fields.Select(field => KeyValuePair.Create(field.Name, Value(field, shape, drawn.For(field.Name))));
            if (method.Bind(new(settings), new("random"), new List<Fault>()) is { } config)
            {
                return config;
            }
        }
    }

    private static SettingValue Value(MethodField field, ModelShape shape, RandomKey key) => field.Kind switch
    {
        MethodFieldKind.WholeNumber => key.Below(0, (int)Math.Min(LargestSize, field.Range!.Maximum)) + 1,
        MethodFieldKind.Number => Number(field.Range!, key),
        MethodFieldKind.Flag => key.Below(0, 2) == 1,
        MethodFieldKind.Choice => field.Choices[key.Below(0, field.Choices.Length)],
        _ => SettingValue.OfList(Some(field, shape, key)),
    };

    private static double Number(FieldRange range, RandomKey key)
    {
        var upper = double.IsInfinity(range.Maximum) ? range.Minimum + 32 : range.Maximum;

        return range.Minimum + ((upper - range.Minimum) * (1 - key.Uniform(0)) * 0.999);
    }

    private static string[] Some(MethodField field, ModelShape shape, RandomKey key)
    {
        var possible = field.Choices
            .Where(choice => !ModuleKindNames.TryParse(choice, out var kind) || shape.Find(0, kind) is not null)
            .ToArray();
        var chosen = possible.Where((_, index) => key.Below(index, 2) == 1).ToArray();

        return chosen.Length > 0 ? chosen : possible[..1];
    }
}
