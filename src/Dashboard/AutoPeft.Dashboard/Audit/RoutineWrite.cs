namespace AutoPeft.Dashboard.Audit;

/// <summary>Marks an endpoint whose every use the study's own history tells, such as reports of trainers: the audit log has only what was refused.</summary>
internal sealed class RoutineWrite;
