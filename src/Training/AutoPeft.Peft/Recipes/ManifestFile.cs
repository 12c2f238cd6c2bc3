using System.Collections.Immutable;

namespace AutoPeft.Peft.Recipes;

/// <summary>A file of an export as its manifest describes it.</summary>
/// <param name="Name">Its name in the folder, without any path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 over its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Tensors">SHA-256 over the numbers of each tensor in it, by name; empty when it holds none.</param>
public sealed record ManifestFile(string Name, long Bytes, string Sha256, ImmutableSortedDictionary<string, string> Tensors);
