namespace AutoPeft.Dashboard.Api;

/// <summary>One thing that is wrong with what was given.</summary>
/// <param name="Source">The field or file.</param>
/// <param name="Line">The line from 1; 0 for none.</param>
/// <param name="Column">The column from 1; 0 for none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record FaultDocument(string Source, int Line, int Column, string Message, string Remedy);
