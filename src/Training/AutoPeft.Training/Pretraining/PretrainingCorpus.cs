using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AutoPeft.Training.Pretraining;

/// <summary>The texts that a model is pre-trained on, and others to measure it on.</summary>
/// <param name="Documents">The documents to learn from.</param>
/// <param name="HeldOut">The documents the loss is measured on; never learnt from.</param>
/// <param name="Source">Where the texts come from, e.g. a package with its version.</param>
public sealed record PretrainingCorpus(
    ImmutableArray<PretrainingDocument> Documents, ImmutableArray<PretrainingDocument> HeldOut, string Source)
{
    /// <summary>Identifies the content: SHA-256 over all texts, one a line, in lower-case hexadecimal.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in Documents.Concat(HeldOut).SelectMany(document => document.Texts))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
