namespace AutoPeft.Dashboard.Api;

/// <summary>One number that was measured on the way; null when it was infinite or not a number.</summary>
internal sealed record MeasurementDocument(int Attempt, int Step, string Metric, double? Value);
