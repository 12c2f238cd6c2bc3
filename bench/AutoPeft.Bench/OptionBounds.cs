using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AutoPeft.Bench;

/// <summary>Says what may be given for an option; anything else is refused before something is measured.</summary>
internal static class OptionBounds
{
    private const int LargestSize = 32768;

    /// <summary>Numbers from this one on.</summary>
    public static TOption AtLeast<TOption>(this TOption option, double least)
        where TOption : Option =>
        option.Checked(text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && !(number >= least)
            ? string.Create(CultureInfo.InvariantCulture, $"Give a number of at least {least}.")
            : null);

    /// <summary>Numbers above 0.</summary>
    public static TOption AboveZero<TOption>(this TOption option)
        where TOption : Option =>
        option.Checked(text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && !(number > 0) ? "Give a number above 0." : null);

    /// <summary>The multiples of a number, from the number itself on.</summary>
    public static TOption MultiplesOf<TOption>(this TOption option, int unit)
        where TOption : Option =>
        option.Checked(text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && !IsMultiple(number, unit)
            ? string.Create(CultureInfo.InvariantCulture, $"Give a multiple of {unit}.")
            : null);

    /// <summary>Sizes such as <c>512x256</c>, each of them so small that no matrix of two is too large for an array.</summary>
    /// <param name="option">The option.</param>
    /// <param name="form">What is given: a word for each size, with an x between.</param>
    /// <param name="unit">What the last of them is a multiple of.</param>
    public static Option<string[]> OfSizes(this Option<string[]> option, string form, int unit = 1) => option.Checked(
        text => SizesOf(text) is var sizes && sizes.Length == form.Split('x').Length && sizes.All(size => size is > 0 and <= LargestSize) && IsMultiple(sizes[^1], unit)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Give {form}, whole numbers from 1 to {LargestSize}{(unit == 1 ? string.Empty : $", the last a multiple of {unit}")}."));

    /// <summary>The numbers of a text that <see cref="OfSizes"/> lets through; 0 for what is none.</summary>
    public static int[] SizesOf(string text) =>
        [.. text.Split('x').Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    private static bool IsMultiple(int number, int unit) => number > 0 && number % unit == 0;

    private static TOption Checked<TOption>(this TOption option, Func<string, string?> remedy)
        where TOption : Option
    {
        option.Validators.Add(result => Check(result, remedy));
        return option;
    }

    // What is no number at all, the parser itself refuses.
    private static void Check(OptionResult result, Func<string, string?> remedy)
    {
        foreach (var token in result.Tokens)
        {
            if (remedy(token.Value) is { } wanted)
            {
                result.AddError($"'{token.Value}' cannot be used for {result.Option.Name}. {wanted}");
            }
        }
    }
}
