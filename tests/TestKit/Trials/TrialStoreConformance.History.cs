using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using Xunit;

namespace AutoPeft.TestKit.Trials;

/// <content>Studies that come with their history.</content>
public abstract partial class TrialStoreConformance
{
    [Fact]
    public async Task A_study_written_with_its_history_is_the_same_study_and_goes_on()
    {
        await CreateAsync("sample", 1, 2, 3);
        await FinishNextAsync("sample");
        var held = await ClaimAsync();
        var history = await StudyHistory.ReadAsync(Store, "sample", Token).ToListAsync(Token);
        var before = StudyText.Of(await Store.ReadStudyAsync("sample", Token));
        await Store.DeleteStudyAsync("sample", Token);

        await Store.ImportStudyAsync(history, Token);

        Assert.Equal(before, StudyText.Of(await Store.ReadStudyAsync("sample", Token)));
        Assert.Equal([held!.Trial.Number], (await Store.OpenStudyAsync("sample", Token)).Reclaimed);
        Assert.Equal(3, (await Store.EnqueueAsync("sample", SampleStudies.Proposals(9), Token)).Single().Number);
        var next = await ClaimAsync();
        Assert.Equal((held.Trial.Number, 2), (next!.Trial.Number, next.Lease.Attempt));
        Assert.True(next.Lease.Token > held.Lease.Token);
        Assert.Equal(LeaseStatus.Lost, await Store.StartAsync(held.Lease, Token));
    }

    [Fact]
    public async Task A_history_cannot_replace_a_study()
    {
        await CreateAsync("sample", 1);
        var history = await StudyHistory.ReadAsync(Store, "sample", Token).ToListAsync(Token);

        await Assert.ThrowsAsync<InvalidInputException>(() => Store.ImportStudyAsync(history, Token));
    }
}
