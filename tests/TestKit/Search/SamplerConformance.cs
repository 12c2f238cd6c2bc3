using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using Xunit;

namespace AutoPeft.TestKit.Search;

/// <summary>What every sampler must do, whatever its idea. Subclass it once for each sampler.</summary>
public abstract class SamplerConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(20_240_301);

    /// <summary>How many keys to try where one is not enough; lower it for samplers that think long.</summary>
    protected virtual int Keys => 2000;

    [Fact]
    public void Proposals_on_an_empty_history_are_valid_for_every_key()
    {
        var study = StudyOf(StudySnapshots.MixedSpace);

        for (var index = 0; index < Keys; index++)
        {
            AssertSound(study, CreateSampler().Suggest(study, 2, Key.For(index)), 2);
        }
    }

    [Fact]
    public void Proposals_on_a_grown_history_are_valid_new_and_different()
    {
        var study = Grown(StudyOf(StudySnapshots.MixedSpace), 12);

        for (var index = 0; index < Math.Max(1, Keys / 10); index++)
        {
            AssertSound(study, CreateSampler().Suggest(study, 3, Key.For(index)), 3);
        }
    }

    [Fact]
    public void Equal_snapshots_and_keys_give_equal_proposals()
    {
        var study = Grown(StudyOf(StudySnapshots.MixedSpace), 12);

        Assert.Equal(CreateSampler().Suggest(study, 3, Key), CreateSampler().Suggest(study, 3, Key));
    }

    [Fact]
    public void A_study_run_to_exhaustion_proposes_every_valid_configuration_once()
    {
        var study = StudyOf(StudySnapshots.TinySpace);
        var sampler = CreateSampler();
        for (var trial = 0; trial < 9; trial++)
        {
            var proposal = Assert.Single(sampler.Suggest(study, 1, Key.For(trial)));
            AssertSound(study, [proposal], 1);
            study = study.Observe([proposal]);
        }

        Assert.Empty(sampler.Suggest(study, 1, Key));
    }

    [Fact]
    public void Fewer_are_proposed_when_the_space_has_no_more()
    {
        var study = StudyOf(StudySnapshots.TinySpace);
        study = study.Observe(new RandomSampler().Suggest(study, 7, Key));

        AssertSound(study, CreateSampler().Suggest(study, 5, Key), 2);
    }

    [Fact]
    public void Pending_and_infeasible_configurations_are_not_proposed_again()
    {
        var study = StudyOf(StudySnapshots.TinySpace);
        var known = new RandomSampler().Suggest(study, 8, Key);
        study = study.Observe(known.Take(4)) with
        {
            Pending = [.. known.Skip(4).Take(2)],
            Infeasible = [.. known.Skip(6).Select(configuration => new Infeasibility(configuration, InfeasibilityKind.OutOfMemory))],
        };

        AssertSound(study, CreateSampler().Suggest(study, 4, Key), 1);
    }

    [Fact]
    public void A_space_without_a_valid_configuration_gives_no_proposals()
    {
        var rule = new SpaceRule("never", "Nothing is allowed.", _ => false);
        var space = new SearchSpace(StudySnapshots.TinySpace.Domains, new SpaceRules { Rules = [rule] });

        Assert.Empty(CreateSampler().Suggest(StudyOf(space), 2, Key));
    }

    [Fact]
    public void Proposals_are_in_canonical_form()
    {
        var off = ParameterValue.Of(false);
        var space = new SearchSpace(StudySnapshots.TinySpace.Domains, StudySnapshots.TinySpace.Rules with
        {
            Canonicalize = configuration => configuration["a"].IsOff ? configuration : configuration.With("b", off),
        });
        var study = StudyOf(space);

        var proposals = CreateSampler().Suggest(study, 9, Key);

        AssertSound(study, proposals, 6);
    }

    [Fact]
    public void A_history_of_equal_values_still_gives_proposals()
    {
        var study = StudyOf(StudySnapshots.MixedSpace);
        var known = new RandomSampler().Suggest(study, 12, Key);
        study = study with { Observations = [.. known.Select(configuration => new Observation(configuration, [.. study.Objectives.Select(_ => 0.5)]))] };

        AssertSound(study, CreateSampler().Suggest(study, 2, Key), 2);
    }

    /// <summary>The study to propose for: two objectives unless the sampler can have only one.</summary>
    protected virtual StudySnapshot StudyOf(SearchSpace space) => StudySnapshots.Of(space);

    /// <summary>A new sampler with its default settings.</summary>
    protected abstract ISampler CreateSampler();

    private static StudySnapshot Grown(StudySnapshot study, int count)
    {
        var known = new RandomSampler().Suggest(study, count, Key.For("history"));

        return study.Observe(known.Skip(2)) with { Pending = [.. known.Take(2)] };
    }

    private static void AssertSound(StudySnapshot study, IReadOnlyList<Configuration> proposals, int count)
    {
        Assert.Equal(count, proposals.Count);
        Assert.Equal(count, proposals.Distinct().Count());
        Assert.All(proposals, proposal => Assert.Null(study.Space.WhyInvalid(proposal)));
        Assert.All(proposals, proposal => Assert.Equal(study.Space.Canonical(proposal), proposal));
        Assert.DoesNotContain(proposals, proposal => study.Known.Contains(proposal));
    }
}
