using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AutoPeft.Models.Tokenization;

/// <summary>
/// Characters without their accents: what Unicode's canonical decomposition leaves when nonspacing marks are dropped.
/// </summary>
/// <remarks>
/// The runtime does not decompose text in invariant globalisation mode, so the table is carried along.
/// </remarks>
internal static class CanonicalBases
{
    // The Unicode Standard, section 3.12: a hangul syllable is SyllableBase + (lead · 21 + vowel) · 28 + tail.
    private const int SyllableBase = 0xAC00;
    private const int SyllableCount = 11172;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    private static readonly FrozenDictionary<int, string> Table = Load();

    /// <summary>Appends what remains of a character: nothing for an accent alone.</summary>
    public static void Append(StringBuilder text, Rune rune)
    {
        if (rune.IsAscii)
        {
            text.Append((char)rune.Value);
        }
        else if (rune.Value - SyllableBase is >= 0 and < SyllableCount and var syllable)
        {
            AppendHangul(text, syllable);
        }
        else if (Table.TryGetValue(rune.Value, out var bases))
        {
            text.Append(bases);
        }
        else if (!CharacterClasses.IsNonspacingMark(rune))
        {
            text.Append(rune.ToString());
        }
    }

    private static void AppendHangul(StringBuilder text, int syllable)
    {
        text.Append((char)(LeadBase + (syllable / (VowelCount * TailCount))));
        text.Append((char)(VowelBase + (syllable / TailCount % VowelCount)));
        if (syllable % TailCount > 0)
        {
            text.Append((char)(TailBase + (syllable % TailCount)));
        }
    }

    private static FrozenDictionary<int, string> Load()
    {
        var type = typeof(CanonicalBases);
        using var stream = type.Assembly.GetManifestResourceStream(type, "canonical-bases.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                var points = Array.ConvertAll(
                    line.Split(' '), point => int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                table.Add(points[0], string.Concat(points.Skip(1).Select(char.ConvertFromUtf32)));
            }
        }

        return table.ToFrozenDictionary();
    }
}
