namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Marks an endpoint that answers as long as its reader stays.</summary>
internal sealed class LastingAnswer;
