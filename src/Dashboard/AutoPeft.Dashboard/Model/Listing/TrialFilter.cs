using System.Globalization;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Reads filters such as <c>state:completed accuracy&gt;0.8 (lora.rank.3=4 or front:yes) not label~"head"</c>.</summary>
/// <remarks>
/// <c>name op value</c> with <c>=</c> or <c>:</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, and <c>~</c> for
/// "contains"; a word alone is looked for in all texts. Joined by <c>and</c> (which may be left out), <c>or</c>, <c>not</c>
/// and parentheses; texts are compared without regard to case. A trial that lacks the value fails every comparison but <c>!=</c>.
/// </remarks>
internal sealed class TrialFilter
{
    private const int DeepestNesting = 50;
    private static readonly string[] Searched = ["configuration", "label", "tags", "reason", "worker"];

    private readonly TrialFields _fields;
    private readonly List<FilterToken> _tokens;
    private int _next;
    private int _depth;

    private TrialFilter(TrialFields fields, string text)
    {
        _fields = fields;
        _tokens = FilterTokens.Of(text);
    }

    private FilterToken Next => _tokens[_next];

    /// <summary>Whether a trial is wanted. An empty filter wants all.</summary>
    /// <exception cref="InvalidInputException">The text is not a filter; the place has the column.</exception>
    public static Func<Trial, bool> Parse(string text, TrialFields fields)
    {
        var filter = new TrialFilter(fields, text);
        if (filter.Next.Kind == FilterTokenKind.End)
        {
            return _ => true;
        }

        var wanted = filter.Any();
        return filter.Next.Kind == FilterTokenKind.End ? wanted : throw filter.Unexpected("the end, 'and' or 'or'");
    }

    private Func<Trial, bool> Any()
    {
        if (++_depth > DeepestNesting)
        {
            throw new InvalidInputException(Place, "The parentheses are nested too deeply.", "Write it flatter.");
        }

        var either = All();
        while (Takes("or"))
        {
            var (left, right) = (either, All());
            either = trial => left(trial) || right(trial);
        }

        _depth--;
        return either;
    }

    private Func<Trial, bool> All()
    {
        var both = One();
        while (Takes("and") || (Next.Kind is FilterTokenKind.Word or FilterTokenKind.Quoted or FilterTokenKind.Open && !IsWord("or")))
        {
            var (left, right) = (both, One());
            both = trial => left(trial) && right(trial);
        }

        return both;
    }

    private Func<Trial, bool> One()
    {
        var negations = 0;
        while (Takes("not"))
        {
            negations++;
        }

        var wanted = Next.Kind == FilterTokenKind.Open ? Parenthesis() : Comparison();
        return negations % 2 == 0 ? wanted : trial => !wanted(trial);
    }

    private Func<Trial, bool> Parenthesis()
    {
        _next++;
        var inner = Any();
        if (Next.Kind != FilterTokenKind.Close)
        {
            throw Unexpected("')'");
        }

        _next++;
        return inner;
    }

    private Func<Trial, bool> Comparison()
    {
        if (Next.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || IsJoint)
        {
            throw Unexpected("a name or a word");
        }

        var name = _tokens[_next++];
        if (Next.Kind != FilterTokenKind.Operator)
        {
            return Search(name.Text);
        }

        var field = _fields.Find(name.Text) ?? throw new InvalidInputException(
            new FaultPlace("filter", 1, name.Column),
            $"There is no field '{name.Text}'.",
            Spelling.Nearest(name.Text, _fields.All.Select(item => item.Key)) is { } meant ? $"Did you mean '{meant}'?" : "The list of columns names all fields.");
        var comparison = _tokens[_next++];
        if (Next.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted))
        {
            throw Unexpected("a value");
        }

        return Compare(field, comparison, _tokens[_next++].Text);
    }

    private Func<Trial, bool> Search(string word) => trial =>
        Searched.Any(key => _fields.Find(key)!.Text(trial).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static Func<Trial, bool> Compare(TrialField field, FilterToken comparison, string value)
    {
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return comparison.Text switch
        {
            "~" => trial => field.Text(trial).Contains(value, StringComparison.OrdinalIgnoreCase),
            "=" or "==" or ":" => trial => Equal(field, trial, value, isNumber ? number : null),
            "!=" => trial => !Equal(field, trial, value, isNumber ? number : null),
            "<" => Ordered(field, value, (left, right) => left < right),
            "<=" => Ordered(field, value, (left, right) => left <= right),
            ">" => Ordered(field, value, (left, right) => left > right),
            ">=" => Ordered(field, value, (left, right) => left >= right),
            _ => throw new InvalidInputException(
                new FaultPlace("filter", 1, comparison.Column), $"'{comparison.Text}' is not a comparison.", "Use = != < <= > >= or ~."),
        };
    }

    private static bool Equal(TrialField field, Trial trial, string value, double? number) =>
        number is not null && field.Number is { } numberOf ? numberOf(trial) == number : field.Text(trial).Equals(value, StringComparison.OrdinalIgnoreCase);

    private static Func<Trial, bool> Ordered(TrialField field, string value, Func<double, double, bool> holds)
    {
        if (field.Number is { } number && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            return trial => number(trial) is { } given && holds(given, limit);
        }

        // Moments are written so that their order is that of their texts.
        return trial => field.Text(trial) is { Length: > 0 } text && holds(string.CompareOrdinal(text, value), 0);
    }

    private bool IsWord(string word) => Next.Kind == FilterTokenKind.Word && Next.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsJoint => (IsWord("and") || IsWord("or")) && _tokens[_next + 1].Kind != FilterTokenKind.Operator;

    private bool Takes(string word)
    {
        var takes = IsWord(word) && _tokens[_next + 1].Kind != FilterTokenKind.Operator;
        _next += takes ? 1 : 0;
        return takes;
    }

    private FaultPlace Place => new("filter", 1, Next.Column);

    private InvalidInputException Unexpected(string wanted) => new(
        Place, Next.Kind == FilterTokenKind.End ? "The filter ends too early." : $"'{Next.Text}' is not expected here.", $"Write {wanted} there.");
}
