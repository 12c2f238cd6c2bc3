namespace AutoPeft.Dashboard.Streams;

/// <summary>A part of a page that is kept current.</summary>
/// <param name="Id">The id of its element.</param>
/// <param name="Hash">Stands for its content: equal when nothing in it changed.</param>
/// <param name="Html">What its element holds.</param>
internal sealed record LivePart(string Id, string Hash, string Html);
