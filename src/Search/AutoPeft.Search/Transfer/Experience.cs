using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Transfer;

/// <summary>What earlier studies teach about a later one: a surrogate of each of their objectives over a description that all share.</summary>
/// <remarks>
/// The surrogates are fitted when they are first asked, once: earlier studies do not change. How far they are believed is decided by what
/// the later study measures, see <see cref="Trend"/> and <c>docs/methods/transfer.md</c>.
/// </remarks>
public sealed class Experience
{
    /// <summary>An earlier study with fewer trials teaches nothing.</summary>
    public const int FewestTrials = 4;

    private readonly Func<Configuration, double[]> _describe;
    private readonly ImmutableArray<(int Objective, int Source, Lazy<Lesson> Lesson)> _lessons;

    /// <summary>The experience.</summary>
    /// <param name="describe">The shared description of a configuration of the later study: [features], in any unit. Pure.</param>
    /// <param name="studies">The earlier studies; those with fewer than <see cref="FewestTrials"/> trials are left out.</param>
    /// <param name="prior">What is expected without any study; null, the default, for nothing.</param>
    public Experience(Func<Configuration, double[]> describe, ImmutableArray<EarlierStudy> studies, PriorExpectation? prior = null)
    {
        _describe = describe;
        Prior = prior;
        Studies = [.. studies.Where(study => study.Descriptions.Length >= FewestTrials)];
        _lessons =
        [
            .. Studies.SelectMany((study, index) => study.Losses
                .Select((losses, objective) => (Losses: losses, objective)).Where(entry => !entry.Losses.IsEmpty)
                .Select(entry => (entry.objective, index, new Lazy<Lesson>(() => new(study, entry.objective))))),
        ];
    }

    /// <summary>What is expected without any study; null for nothing.</summary>
    public PriorExpectation? Prior { get; }

    /// <summary>How many there are to learn from: the studies, and the prior behind them.</summary>
    internal int Sources => Studies.Length + (Prior is null ? 0 : 1);

    /// <summary>The studies that teach something.</summary>
    public ImmutableArray<EarlierStudy> Studies { get; }

    /// <summary>The number of expectations that <see cref="Expect"/> gives: one for each source and objective that it knows of.</summary>
    internal int Count => _lessons.Length + (Prior is null ? 0 : 1);

    /// <summary>Which expectations are about an objective.</summary>
    internal ImmutableArray<int> About(int objective) =>
        [.. Enumerable.Range(0, Count).Where(index => index < _lessons.Length ? _lessons[index].Objective == objective : Prior!.Objectives.Contains(objective))];

    /// <summary>Which expectation a source has of an objective; null when it knows nothing of it.</summary>
    internal int? Of(int source, int objective)
    {
        if (source == Studies.Length)
        {
            return Prior!.Objectives.Contains(objective) ? _lessons.Length : null;
        }

        var index = _lessons.Select(lesson => (lesson.Source, lesson.Objective)).ToList().IndexOf((source, objective));

        return index < 0 ? null : index;
    }

    /// <summary>What earlier studies and the prior expect of a configuration, in standard deviations from their means (of the losses or their logarithms).</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="expected">[<see cref="Count"/>], written.</param>
    internal void Expect(Configuration configuration, Span<double> expected)
    {
        var point = _lessons.IsEmpty ? [] : _describe(configuration);
        for (var i = 0; i < _lessons.Length; i++)
        {
            expected[i] = _lessons[i].Lesson.Value.Expect(point);
        }

        if (Prior is { } prior)
        {
            expected[_lessons.Length] = prior.Of(configuration);
        }
    }
}
