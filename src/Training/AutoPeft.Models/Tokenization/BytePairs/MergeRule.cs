namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>Two neighbours become one symbol.</summary>
/// <param name="Rank">Its place in the list of merges: lower ones go first.</param>
/// <param name="Id">The new symbol.</param>
internal readonly record struct MergeRule(int Rank, int Id);
