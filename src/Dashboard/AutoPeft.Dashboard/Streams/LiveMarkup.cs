using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AutoPeft.Dashboard.Streams;

/// <summary>Takes the parts that are kept current out of a page as our components write it: well formed, with texts and attributes escaped.</summary>
internal static partial class LiveMarkup
{
    private const string Mark = " data-live";
    private const int HashBytes = 9;

    /// <summary>The elements with the attribute <c>data-live</c> and an id, first to last; those inside of others belong to these.</summary>
    public static IEnumerable<LivePart> PartsOf(string page)
    {
        for (var at = page.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = page.IndexOf(Mark, at, StringComparison.Ordinal))
        {
            var (start, inside) = (page.LastIndexOf('<', at), page.IndexOf('>', at) + 1);
            var name = Name().Match(page, start + 1).Value;
            var end = EndOf(page, name, inside);
            if (Id().Match(page, start, inside - start) is { Success: true } id)
            {
                var html = page[inside..end];
                yield return new(id.Groups[1].Value, HashOf(html), html);
            }

            at = end;
        }
    }

    // Where the content of an element ends that begins here.
    private static int EndOf(string page, string name, int from)
    {
        var (depth, at) = (1, from);
        while (depth > 0)
        {
            at = page.IndexOf('<', at) + 1;
            if (at == 0)
            {
                return page.Length;
            }

            var closes = page[at] == '/';
            if (IsNamed(page, closes ? at + 1 : at, name))
            {
                depth += closes ? -1 : 1;
            }
        }

        return at - 1;
    }

    private static bool IsNamed(string page, int at, string name) =>
        string.CompareOrdinal(page, at, name, 0, name.Length) == 0 && at + name.Length < page.Length && page[at + name.Length] is ' ' or '>' or '\n' or '\r';

    // Each rendering has a new token against forged requests, and the old one stays good.
    private static string HashOf(string html) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Token().Replace(html, string.Empty))).AsSpan(0, HashBytes));

    [GeneratedRegex(@"\G[a-zA-Z0-9]+")]
    private static partial Regex Name();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]*\"")]
    private static partial Regex Token();
}
