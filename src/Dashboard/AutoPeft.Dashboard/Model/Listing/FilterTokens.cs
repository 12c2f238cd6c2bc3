using System.Buffers;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Takes a filter apart.</summary>
internal static class FilterTokens
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n()<>=!~:\"'");

    /// <summary>The pieces, the last of them the end.</summary>
    /// <exception cref="InvalidInputException">A quote is not closed.</exception>
    public static List<FilterToken> Of(string text)
    {
        var tokens = new List<FilterToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var length = LengthAt(text, at);
            tokens.Add(TokenOf(text.Substring(at, length), at + 1));
            at += length;
        }

        tokens.Add(new(FilterTokenKind.End, string.Empty, text.Length + 1));
        return tokens;
    }

    private static int LengthAt(string text, int at) => text[at] switch
    {
        '(' or ')' => 1,
        '"' or '\'' => QuotedLength(text, at),
        var first when IsOperator(first) => at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1,
        _ => text.AsSpan(at).IndexOfAny(Ends) is >= 0 and var end ? end : text.Length - at,
    };

    private static int QuotedLength(string text, int at) => text.IndexOf(text[at], at + 1) is >= 0 and var end
        ? end - at + 1
        : throw new InvalidInputException(new FaultPlace("filter", 1, at + 1), "A quote is not closed.", $"Add {text[at]} at its end.");

    private static FilterToken TokenOf(string piece, int column) => piece[0] switch
    {
        '(' => new(FilterTokenKind.Open, piece, column),
        ')' => new(FilterTokenKind.Close, piece, column),
        '"' or '\'' => new(FilterTokenKind.Quoted, piece[1..^1], column),
        var first when IsOperator(first) => new(FilterTokenKind.Operator, piece, column),
        _ => new(FilterTokenKind.Word, piece, column),
    };

    private static bool IsOperator(char letter) => letter is '<' or '>' or '=' or '!' or '~' or ':';
}
