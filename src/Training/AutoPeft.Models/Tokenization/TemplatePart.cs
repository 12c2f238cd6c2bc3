namespace AutoPeft.Models.Tokenization;

/// <summary>A part of a sequence: a special token or a text.</summary>
/// <param name="SpecialId">The special token; null for a text.</param>
/// <param name="IsSecond">Whether the text is the second of a pair.</param>
/// <param name="Segment">The segment of its tokens.</param>
internal sealed record TemplatePart(int? SpecialId, bool IsSecond, int Segment);
