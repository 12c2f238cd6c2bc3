using System.Text.Json;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Trainers that ask for trials from elsewhere.</content>
public abstract partial class TrialStoreConformance
{
    private const string Box = """
        name: box
        parameters: { rate: { float: [0, 1] }, size: { integer: [1, 8] } }
        objectives: [error]
        sampler: random
        budget: { trials: 3 }
        """;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    private static readonly AskedStudies Studies = new(new FixedShape(ModelShapes.BertTiny));

    private AskDesk Desk => new(Store, Studies, Time);

    private TrainerDesk Trainers => new(Store, Studies);

    [Fact]
    public async Task Trainers_ask_and_tell_until_the_budget_is_spent()
    {
        await CreateBoxAsync();
        var given = new List<Configuration>();
        while (await AskAsync("box") is { Claimed: { } claimed })
        {
            given.Add(claimed.Trial.Configuration);
            Assert.Equal(ReportVerdict.Continue, (await TellAsync(claimed, """{"error":0.5,"seconds":3}""")).Verdict);
        }

        var study = await Store.ReadStudyAsync("box", Token);
        Assert.Equal((3, 3, StudyStatus.Finished), (given.Distinct().Count(), study.Count(TrialState.Completed), study.Status));
        Assert.Equal("The budget of 3 trials is spent.", study.StatusReason);
        Assert.True((await AskAsync("box")).IsDone);
        Assert.All(study.Trials, trial => Assert.Equal((0.5, 3.0), (trial.Values!.Value[0], trial.Metrics["seconds"])));
    }

    [Fact]
    public async Task The_trial_of_a_lost_trainer_is_given_to_the_next_who_asks()
    {
        await CreateBoxAsync();
        var lost = (await AskAsync("box", "first")).Claimed!;
        await PassAsync(LeaseTime + TimeSpan.FromSeconds(1));
        var next = (await AskAsync("box", "second")).Claimed!;

        var late = await TellAsync(lost, """{"error":0.1}""");

        Assert.Equal((lost.Trial.Number, 2), (next.Trial.Number, next.Lease.Attempt));
        Assert.Equal(ReportVerdict.Abandon, late.Verdict);
        Assert.EndsWith("The trial was given to second.", late.Reason, StringComparison.Ordinal);
        Assert.Equal(ReportVerdict.Continue, (await TellAsync(next, """{"error":0.9}""")).Verdict);
        Assert.Equal(0.9, (await Store.ReadStudyAsync("box", Token)).Trials[0].Values!.Value[0]);
    }

    [Fact]
    public async Task Every_report_is_a_sign_of_life()
    {
        await CreateBoxAsync();
        var claimed = (await AskAsync("box")).Claimed!;
        for (var step = 1; step <= 4; step++)
        {
            await PassAsync(LeaseTime * 0.8);
            var report = new TrainerReport { Step = step, Metrics = TrialOutcome.Completed([new("error", 1.0 / step)]).Metrics, Checkpoint = new(step, "state") };
            Assert.Equal(ReportVerdict.Continue, (await Trainers.ReportAsync("box", 0, TicketOf(claimed), report, Token)).Verdict);
        }

        var trial = (await Store.ReadStudyAsync("box", Token)).Trials[0];
        Assert.Equal((TrialState.Running, 4, 4), (trial.State, trial.Measurements.Count, trial.Attempts[0].Checkpoint!.Step));
    }

    [Fact]
    public async Task A_trial_that_is_called_off_tells_its_trainer_to_stop()
    {
        await CreateBoxAsync();
        var claimed = (await AskAsync("box")).Claimed!;
        await Store.CancelAsync("box", 0, "Called off by anna.", Token);

        var answer = await Trainers.ReportAsync("box", 0, TicketOf(claimed), new(), Token);

        Assert.Equal((ReportVerdict.Abandon, "Called off by anna.", true), (answer.Verdict, answer.Reason, answer.IsKnown));
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(7, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    public async Task A_lease_of_nobody_or_of_another_trial_tells_nothing(int trial, long token)
    {
        await CreateBoxAsync();
        await AskAsync("box");
        await AskAsync("box");

        var answer = await Trainers.TellAsync("box", trial, new(token, LeaseTime), study => study.OutcomeOf(JsonElement.Parse("""{"error":0}""")), Token);

        Assert.Equal((ReportVerdict.Abandon, false), (answer.Verdict, answer.IsKnown));
        Assert.Equal(2, (await Store.ReadStudyAsync("box", Token)).Count(TrialState.Running));
    }

    [Fact]
    public async Task A_result_that_is_told_again_is_refused_and_the_first_stays()
    {
        await CreateBoxAsync();
        var claimed = (await AskAsync("box")).Claimed!;
        await TellAsync(claimed, """{"error":0.5}""");

        var again = await TellAsync(claimed, """{"error":0.1}""");

        Assert.Equal((ReportVerdict.Abandon, "This lease has told its result: the trial is completed."), (again.Verdict, again.Reason));
        Assert.Equal(0.5, (await Store.ReadStudyAsync("box", Token)).Trials[0].Values!.Value[0]);
    }

    [Fact]
    public async Task A_failure_is_tried_again_as_often_as_the_study_says()
    {
        await CreateBoxAsync("retries: 1");
        for (var i = 0; i < 2; i++)
        {
            var claimed = (await AskAsync("box")).Claimed!;
            Assert.Equal(0, claimed.Trial.Number);
            await Trainers.TellAsync("box", 0, TicketOf(claimed), _ => TrialOutcome.Failed("out of disk"), Token);
        }

        Assert.Equal("out of disk (tried 2 times)", (await Store.ReadStudyAsync("box", Token)).Trials[0].Reason);
    }

    [Fact]
    public async Task What_is_given_back_waits_for_the_next_and_a_paused_study_gives_nothing()
    {
        await CreateBoxAsync();
        var claimed = (await AskAsync("box")).Claimed!;
        await Trainers.ReleaseAsync("box", 0, TicketOf(claimed), "going home", Token);
        await Store.SetStatusAsync("box", StudyStatus.Paused, string.Empty, Token);

        var paused = await AskAsync("box");
        await Store.SetStatusAsync("box", StudyStatus.Running, string.Empty, Token);

        Assert.Equal((null, false, "The study is paused."), (paused.Claimed, paused.IsDone, paused.Reason));
        Assert.Equal(0, (await AskAsync("box")).Claimed!.Trial.Number);
    }

    [Fact]
    public async Task While_a_controller_has_the_study_only_it_proposes()
    {
        await CreateBoxAsync();
        var control = (await Store.TakeControlAsync("box", "controller", LeaseTime, Token))!;
        Assert.Null((await AskAsync("box")).Claimed);

        await Store.EndControlAsync(control, Token);

        Assert.NotNull((await AskAsync("box")).Claimed);
    }

    [Fact]
    public async Task The_trainer_of_modules_learns_all_it_needs_and_analytic_objectives_follow_from_them()
    {
        using var folder = new TemporaryFolder();
        var study = TinyStudy.Load(folder, ("retries: 2", "pruner: { name: median, among: all }"));
        await Store.CreateStudyAsync(study.Header, Token);
        var answer = await AskAsync("tiny");
        var claimed = answer.Claimed!;

        var assignment = JsonElement.Parse(AssignmentJson.Write(AutoPeft.Trials.Binding.BoundAssignments.AssignmentOf(answer.Study!.Bound!, claimed.Trial, string.Empty)));
        await Trainers.ReportAsync("tiny", 0, TicketOf(claimed), new() { Step = 1, Metrics = TrialOutcome.Completed([new("accuracy", 0.5)]).Metrics }, Token);
        await Trainers.TellAsync("tiny", 0, TicketOf(claimed), asked => asked.OutcomeOf(JsonElement.Parse("""{"accuracy":0.75}""")), Token);

        Assert.Equal(JsonValueKind.Array, assignment.GetProperty("peft").GetProperty("modules").ValueKind);
        Assert.Equal(2, assignment.GetProperty("training").GetProperty("epochs").GetInt32());
        var trial = (await Store.ReadStudyAsync("tiny", Token)).Trials[0];
        Assert.Equal(0.75, trial.Values!.Value[0]);
        Assert.True(trial.Values.Value[1] > 0);
    }

    [Fact]
    public async Task A_trial_that_is_not_promising_is_pruned_by_the_answer_to_a_report()
    {
        using var folder = new TemporaryFolder();
        await Store.CreateStudyAsync(TinyStudy.Load(folder, ("retries: 2", "pruner: { name: median, among: all }"), ("concurrency: 2", "deterministic: false")).Header, Token);
        var verdict = ReportVerdict.Continue;
        for (var i = 0; i < 9 && verdict == ReportVerdict.Continue; i++)
        {
            var claimed = (await AskAsync("tiny")).Claimed!;
            var accuracy = i < 8 ? 0.9 : 0.1;
            var report = new TrainerReport { Step = 1, Metrics = TrialOutcome.Completed([new("accuracy", accuracy)]).Metrics };
            verdict = (await Trainers.ReportAsync("tiny", claimed.Trial.Number, TicketOf(claimed), report, Token)).Verdict;
            await Trainers.TellAsync("tiny", claimed.Trial.Number, TicketOf(claimed), asked => asked.OutcomeOf(JsonElement.Parse("""{"accuracy":0.9}""")), Token);
        }

        Assert.Equal(ReportVerdict.Prune, verdict);
        var trial = (await Store.ReadStudyAsync("tiny", Token)).Trials[8];
        Assert.Equal((TrialState.Pruned, 0.1), (trial.State, trial.Metrics["accuracy"]));
    }

    [Fact]
    public async Task A_configuration_of_ones_own_is_told_once()
    {
        await CreateBoxAsync();
        var waiting = new WaitingTrials(Store, Studies);
        (Func<AskedStudy, TrialOutcome> Outcome, string Who) told = (study => study.OutcomeOf(JsonElement.Parse("""{"error":0.2}""")), "anna");
        var own = Configuration.FromJson("""{"rate":0.5,"size":3}""");

        var trial = await waiting.TellAsync("box", own, told, Token);

        Assert.Equal((TrialState.Completed, TrialOrigin.Enqueued, "anna"), (trial.State, trial.Origin, trial.Attempts[0].Worker));
        await Assert.ThrowsAsync<AutoPeft.Primitives.Faults.InvalidInputException>(() => waiting.TellAsync("box", own, told, Token));
        await Assert.ThrowsAsync<AutoPeft.Primitives.Faults.InvalidInputException>(
            () => waiting.TellAsync("box", Configuration.FromJson("""{"rate":0.5,"size":99}"""), told, Token));
    }

    private static LeaseTicket TicketOf(ClaimedTrial claimed) => new(claimed.Lease.Token, LeaseTime);

    private Task<AskAnswer> AskAsync(string study, string trainer = "trainer") => Desk.AskAsync(study, trainer, LeaseTime, Token);

    private Task<TrainerAnswer> TellAsync(ClaimedTrial claimed, string values) => Trainers.TellAsync(
        claimed.Lease.Study, claimed.Trial.Number, TicketOf(claimed), study => study.OutcomeOf(JsonElement.Parse(values)), Token);

    private Task CreateBoxAsync(string more = "retries: 0") =>
        Store.CreateStudyAsync(BlackBoxFile.Parse($"{Box}\n{more}", "box.yaml", "/studies").Header, Token);
}
