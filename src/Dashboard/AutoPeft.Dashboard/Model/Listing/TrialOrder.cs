using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Sorts trials by a field; those without a value come last, ties in the order of numbers.</summary>
internal sealed class TrialOrder(TrialField field, bool isDescending) : IComparer<Trial>
{
    public int Compare(Trial? x, Trial? y)
    {
        var (left, right) = (field.Number?.Invoke(x!), field.Number?.Invoke(y!));

        // The choices of a parameter are words, those of another numbers.
        var order = left is null && right is null ? CompareTexts(field.Text(x!), field.Text(y!)) : CompareNumbers(left, right);

        return order != 0 ? order : (isDescending ? -1 : 1) * x!.Number.CompareTo(y!.Number);
    }

    private int CompareNumbers(double? left, double? right) => (Known(left), Known(right)) switch
    {
        (false, false) => 0,
        (false, true) => 1,
        (true, false) => -1,
        _ => isDescending ? right!.Value.CompareTo(left!.Value) : left!.Value.CompareTo(right!.Value),
    };

    private int CompareTexts(string left, string right) => (left.Length, right.Length) switch
    {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) => -1,
        _ => isDescending ? string.CompareOrdinal(right, left) : string.CompareOrdinal(left, right),
    };

    private static bool Known(double? value) => value is { } given && !double.IsNaN(given);
}
