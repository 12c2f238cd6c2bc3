using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Models.Tokenization;

/// <summary>
/// The pieces that words are put together from, numbered from 0. A piece that starts with <c>##</c> continues a word.
/// </summary>
public sealed class WordPieceVocabulary
{
    /// <summary>What marks a piece that continues a word.</summary>
    internal const string Continuation = "##";

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _continuations = new(StringComparer.Ordinal);

    /// <summary>Numbers these tokens in the order given; of a token that occurs twice the last number counts.</summary>
    public WordPieceVocabulary(IEnumerable<string> tokens)
    {
        Tokens = [.. tokens];
        foreach (var (id, token) in Tokens.Index())
        {
            _ids[token] = id;
            if (token.StartsWith(Continuation, StringComparison.Ordinal))
            {
                _continuations[token[Continuation.Length..]] = id;
            }
        }
    }

    /// <summary>Every token; its place is its number.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>Reads a <c>vocab.txt</c>: UTF-8, one token a line.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, is not UTF-8, or is empty, or a line of it is.</exception>
    public static WordPieceVocabulary Read(string path)
    {
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            var lines = File.ReadAllLines(path, strict);

            if (lines.Length == 0)
            {
                throw Fault(path, "The vocabulary is empty.");
            }

            return Array.IndexOf(lines, string.Empty) is var gap and >= 0
                ? throw Fault(path, string.Create(CultureInfo.InvariantCulture, $"Line {gap + 1} is empty: there is a gap in the numbers of the tokens."))
                : new(lines);
        }
        catch (DecoderFallbackException)
        {
            throw Fault(path, "The file is not UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, "The file cannot be read: " + exception.Message);
        }
    }

    /// <summary>Writes a <c>vocab.txt</c>.</summary>
    /// <exception cref="IOException">The folder is missing, not writable or full; an old file is unchanged.</exception>
    public void Write(string path)
    {
        var text = string.Concat(Tokens.Select(token => token + "\n"));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The number of a token, <c>##</c> included; null when it is not in the vocabulary.</summary>
    public int? Find(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>The longest piece that this text starts with; false when there is none.</summary>
    /// <param name="text">What is left of a word; not empty.</param>
    /// <param name="isStart">Whether it is the whole word.</param>
    /// <param name="id">The piece's number.</param>
    /// <param name="length">How much of the text it covers.</param>
    internal bool TryMatch(ReadOnlySpan<char> text, bool isStart, out int id, out int length)
    {
        var pieces = (isStart ? _ids : _continuations).GetAlternateLookup<ReadOnlySpan<char>>();
        for (length = text.Length; length > 0; length--)
        {
            if (pieces.TryGetValue(text[..length], out id))
            {
                return true;
            }
        }

        id = -1;
        return false;
    }

    private static InvalidInputException Fault(string path, string message) =>
        new(new FaultPlace(path), message, "Take the vocabulary that belongs to the model.");
}
