namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>How a parameter and an objective go together.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Correlation">Spearman's rank correlation in [-1, 1]; positive when larger values are better.</param>
/// <param name="Trials">Over how many trials.</param>
internal sealed record CorrelationDocument(string Parameter, double Correlation, int Trials);
