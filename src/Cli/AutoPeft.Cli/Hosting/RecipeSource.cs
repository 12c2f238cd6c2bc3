using System.Collections.Immutable;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Hosting;

/// <summary>Exports trials for the dashboard, one at a time.</summary>
/// <param name="context">The command that serves it.</param>
internal sealed class RecipeSource(CommandContext context) : IRecipeSource, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public Task<ImmutableArray<RecipeVerdict>> JudgeAsync(string study, int trial, CancellationToken cancellationToken) => InTurnAsync(
        async session =>
        {
            var folder = session.TrialFolder(study, trial);
            if (!Directory.Exists(folder))
            {
                return [];
            }

            try
            {
                var bound = await session.BindAsync(study, cancellationToken).ConfigureAwait(false);
                return ExportFormats.All.Select(format => Verdict(format, TrialExporter.Judge(bound.Definition, folder, format))).ToImmutableArray();
            }
            catch (InvalidInputException)
            {
                return []; // Its model, its data or its weights are not here.
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ExportAsync(RecipeRequest request, string folder, CancellationToken cancellationToken) => InTurnAsync(
        async session =>
        {
            var bound = await session.BindAsync(request.Study, cancellationToken).ConfigureAwait(false);
            var format = ExportFormats.Find(request.Format) ?? throw new InvalidInputException(
                new FaultPlace("format"), $"There is no format '{request.Format}'.", "Choose one of those judged.");
            session.Exporter.Export(bound.Definition, session.TrialFolder(request.Study, request.Trial), new ExportTarget(format, folder), test: null);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static RecipeVerdict Verdict(IExportFormat format, ExportVerdict verdict) =>
        new(format.Name, format.Title, verdict.Kind.ToString().ToLowerInvariant(), string.Join(' ', verdict.Reasons));

    private async Task<T> InTurnAsync<T>(Func<SweepSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var session = await SweepSession.OpenAsync(context, threads: 1, cancellationToken).ConfigureAwait(false);
            return await work(session).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
