namespace AutoPeft.Dashboard.Tests.Api;

/// <summary>A request of a walk through the API.</summary>
/// <param name="Operation">Method and address as the description has it, below <c>/api/v1</c>.</param>
/// <param name="Address">The address below <c>/api/v1</c>.</param>
/// <param name="Body">What is sent; null for nothing.</param>
/// <param name="Status">What must be answered.</param>
internal sealed record ApiStep(string Operation, string Address, object? Body = null, int Status = 200);
