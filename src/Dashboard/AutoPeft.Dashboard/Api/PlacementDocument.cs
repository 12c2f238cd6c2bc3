namespace AutoPeft.Dashboard.Api;

/// <summary>A cell of the placement map; <see cref="Model.Placement.PlacementCell"/> says what the numbers are.</summary>
internal sealed record PlacementDocument(string Method, int Layer, double? OnFront, double InAll, double? Effect, double? MeanSize);
