using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Texts that mean harm, leases that were never given, results of somewhere else.</content>
public abstract partial class TrialStoreConformance
{
    [Theory]
    [InlineData("'; drop table autopeft.trials; --")]
    [InlineData("$(reboot) `reboot` && reboot | reboot")]
    [InlineData("\u0001 \"quoted\" \\ back\nand a line")]
    [InlineData("}{\"event\":\"finished\"}")]
    [InlineData("%s %n {0} ../../etc/passwd \u202e")]
    public async Task Hostile_texts_are_only_texts_wherever_they_stand(string text)
    {
        await CreateAsync("sample", 1);
        TrialProposal[] proposals = [new(new([KeyValuePair.Create(text, ParameterValue.Of(text))]), 7) { Label = text }];
        Assert.Equal(1, (await Store.EnqueueAsync("sample", proposals, Token))[0].Number);
        Assert.Equal(1, (await Store.EnqueueAsync("sample", proposals, Token))[0].Number);
        Assert.Null(await Store.ClaimAsync(new(text, Request.Duration) { Queue = text, Excluded = [text, "sample"] }, Token));
        var claimed = await Store.ClaimAsync(new(text, Request.Duration) { Queue = text, Trial = 1 }, Token);
        await Store.StartAsync(claimed!.Lease, Token);
        await Store.MeasureAsync(claimed.Lease, 1, TrialOutcome.Completed([new(text, 1)]).Metrics, Token);
        await Store.WarnAsync(claimed.Lease, text, Token);
        await Store.SaveCheckpointAsync(claimed.Lease, new(1, text), Token);
        await Store.FinishAsync(claimed.Lease, new(TrialState.Failed, text), Token);
        await Store.SetStatusAsync("sample", StudyStatus.Paused, text, Token);

        var study = await Store.ReadStudyAsync("sample", Token);

        var trial = study.Trials[1];
        Assert.Equal((text, text, text), (study.StatusReason, trial.Reason, trial.Label));
        Assert.Equal((text, text, text), (trial.Configuration.Names[0], trial.Configuration[text].AsText, trial.Warnings[0]));
        Assert.Equal((text, text, text), (trial.Attempts[0].Worker, trial.Attempts[0].Checkpoint!.Path, trial.Measurements[0].Metric));
        Assert.Equal(TrialState.Queued, study.Trials[0].State);
    }

    [Theory]
    [InlineData("nul", 0)]
    [InlineData("half", 0xD83D)]
    public async Task Letters_that_a_database_cannot_keep_stop_nothing_wherever_they_stand(string name, int letter)
    {
        var (text, shown) = ($"\\{(char)letter} {name} \\u0000", $"\\\uFFFD {name} \\u0000");
        await CreateAsync("sample", 1);
        TrialProposal[] proposals = [new(new([KeyValuePair.Create(text, ParameterValue.Of(text))]), 7) { Label = text }];
        await Store.EnqueueAsync("sample", proposals, Token);
        Assert.Equal(1, (await Store.EnqueueAsync("sample", proposals, Token))[0].Number);
        var control = await Store.TakeControlAsync("sample", text, Request.Duration, Token);
        await Store.WarnAsync(control!, 1, text, Token);
        var claimed = await Store.ClaimAsync(new(text, Request.Duration) { Queue = text, Trial = 1, Excluded = [text] }, Token);
        await Store.StartAsync(claimed!.Lease, Token);
        await Store.MeasureAsync(claimed.Lease, 1, TrialOutcome.Completed([new(text, 1)]).Metrics, Token);
        await Store.SaveCheckpointAsync(claimed.Lease, new(1, text), Token);
        await Store.FinishAsync(claimed.Lease, new(TrialState.Failed, text), Token);
        await Store.RetryAsync("sample", 1, text, Token);
        await Store.CancelAsync("sample", 1, text, Token);
        await Store.SetStatusAsync("sample", StudyStatus.Paused, text, Token);
        await Store.CreateStudyAsync(SampleStudies.Header("queued") with { Queue = text, Definition = text }, Token);

        Assert.Null(await Store.ClaimAsync(Request with { Study = "queued", Queue = text }, Token));
        foreach (var absent in new Func<Task>[] { () => Store.ReadStudyAsync(text, Token), () => Store.DeleteStudyAsync(text, Token), () => Store.OpenStudyAsync(text, Token) })
        {
            await Assert.ThrowsAsync<InvalidInputException>(absent);
        }

        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials[1];
        Assert.Contains(trial.Reason, new[] { text, shown });
        Assert.Contains(trial.Attempts[0].Worker, new[] { text, shown });
        Assert.Contains(trial.Configuration.Names[0], new[] { text, shown });
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a\0b")]
    [InlineData("'; drop table studies; --")]
    public async Task A_history_whose_study_has_a_name_that_could_do_harm_is_not_imported(string name)
    {
        await Assert.ThrowsAsync<InvalidInputException>(
            () => Store.ImportStudyAsync([new StudyCreated(SampleStudies.Header(name)) { Sequence = 1 }], Token));

        Assert.Empty(await Store.ListStudiesAsync(Token));
    }

    [Theory]
    [InlineData("none", 0, 1)]
    [InlineData("'; drop table autopeft.trials; --", 0, 1)]
    [InlineData("sample", 7, 1)]
    [InlineData("sample", -1, 1)]
    [InlineData("sample", 0, 99)]
    [InlineData("other", 0, 1)]
    public async Task A_lease_that_was_never_given_writes_nothing(string study, int trial, long token)
    {
        await CreateAsync("sample", 1);
        await CreateAsync("other", 1);
        var held = (await Store.ClaimAsync(Request with { Study = "sample" }, Token))!.Lease;
        var forged = held with { Study = study, Trial = trial, Token = token };

        Assert.Equal(LeaseStatus.Lost, await Store.RenewAsync(forged, Request.Duration, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.StartAsync(forged, Token));
        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(forged, SampleStudies.Completed(0.1), Token));

        Assert.Equal(2, (await Store.ReadStudyAsync("other", Token)).Sequence);
        Assert.Equal(LeaseStatus.Held, await Store.StartAsync(held, Token));
    }

    [Fact]
    public async Task A_study_that_is_deleted_under_its_workers_takes_nothing_with_it()
    {
        await CreateAsync("sample", 1, 2);
        await CreateAsync("other", 1);
        var doomed = (await Store.ClaimAsync(Request with { Study = "sample" }, Token))!.Lease;
        var held = (await Store.ClaimAsync(Request with { Study = "other" }, Token))!.Lease;
        await Store.StartAsync(doomed, Token);
        await Store.StartAsync(held, Token);

        var writing = Enumerable.Range(0, 20).Select(step => Store.MeasureAsync(doomed, step, SampleStudies.Completed(0.1).Metrics, Token)).ToArray();
        await Store.DeleteStudyAsync("sample", Token);
        await Task.WhenAll(writing);

        Assert.Equal(LeaseStatus.Lost, await Store.FinishAsync(doomed, SampleStudies.Completed(0.1), Token));
        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(held, SampleStudies.Completed(0.5), Token));
        Assert.Equal(["other"], (await Store.ListStudiesAsync(Token)).Select(study => study.Name));
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task A_text_of_a_megabyte_and_a_thousand_metrics_are_kept_as_they_are()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;
        var words = new string('x', 1 << 20);
        await Store.StartAsync(lease, Token);

        await Store.MeasureAsync(
            lease, 1, TrialOutcome.Completed(Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create($"metric-{i}", (double)i))).Metrics, Token);
        await Store.FinishAsync(lease, new(TrialState.Failed, words), Token);

        var trial = (await Store.ReadStudyAsync("sample", Token)).Trials.Single();
        Assert.Equal((words, 1000), (trial.Reason, trial.Measurements.Count));
    }

    [Fact]
    public async Task A_result_that_is_none_is_a_mistake_of_the_caller_and_nothing_is_recorded()
    {
        await CreateAsync("sample", 1);
        var lease = (await ClaimAsync())!.Lease;
        await Store.StartAsync(lease, Token);

        await Assert.ThrowsAnyAsync<Exception>(() => Store.FinishAsync(lease, new(TrialState.Queued, "again"), Token));

        Assert.Equal(TrialState.Running, (await Store.ReadStudyAsync("sample", Token)).Trials[0].State);
        Assert.Equal(LeaseStatus.Held, await Store.FinishAsync(lease, SampleStudies.Completed(0.5), Token));
    }
}
