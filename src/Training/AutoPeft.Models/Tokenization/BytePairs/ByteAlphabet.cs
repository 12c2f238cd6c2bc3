namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>
/// GPT-2's way to write every byte as one visible character: itself where it is one in Latin-1, else the next free one from
/// U+0100 on.
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>The character of each byte.</summary>
    public static IReadOnlyList<char> Characters { get; } = Create();

    private static char[] Create()
    {
        var characters = new char[256];
        var next = 0x100;
        for (var value = 0; value < characters.Length; value++)
        {
            var isVisible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(isVisible ? value : next++);
        }

        return characters;
    }
}
