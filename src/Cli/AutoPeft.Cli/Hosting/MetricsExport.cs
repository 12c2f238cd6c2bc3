using AutoPeft.Worker.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AutoPeft.Cli.Hosting;

/// <summary>Sends metrics to a collector, when the usual variables of OpenTelemetry name one.</summary>
internal static class MetricsExport
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What sends until it is disposed; null when no collector is named.</summary>
    public static IDisposable? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 }
        ? null
        : Sdk.CreateMeterProviderBuilder().AddMeter(WorkerMeter.Name).AddOtlpExporter().Build();
}
