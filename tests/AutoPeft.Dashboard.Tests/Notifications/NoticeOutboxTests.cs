using AutoPeft.Dashboard.Notifications;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Notifications;

public sealed class NoticeOutboxTests : IDisposable
{
    private static readonly Notice Done = new("finished", "study", "The budget is spent.", DateTimeOffset.UnixEpoch);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_waits_is_there_with_its_tries_when_the_file_is_opened_again()
    {
        var outbox = new NoticeOutbox(_folder.Path);
        var (kept, taken) = (outbox.Add("a", Done), outbox.Add("b", Done));
        outbox.Tried(kept.Id);
        outbox.Remove(taken.Id);

        var again = new NoticeOutbox(_folder.Path);

        Assert.Equal([kept with { Tries = 1 }], again.All);
        Assert.Equal((1, 0), (again.CountOf("a"), again.CountOf("b")));
    }

    [Fact]
    public void The_oldest_are_given_up_before_the_box_grows_without_end()
    {
        var outbox = new NoticeOutbox(null);
        var first = outbox.Add("a", Done);
        for (var i = 0; i < 1000; i++)
        {
            outbox.Add("a", Done);
        }

        Assert.Equal(1000, outbox.All.Length);
        Assert.DoesNotContain(first, outbox.All);
    }

    [Fact]
    public void A_file_that_is_none_of_ours_does_not_keep_the_dashboard_from_starting()
    {
        _folder.Write("notices.json", "{ torn");

        Assert.Empty(new NoticeOutbox(_folder.Path).All);
    }

    [Fact]
    public void A_disk_that_cannot_be_written_to_keeps_notices_in_memory()
    {
        _folder.Write("file", string.Empty);
        var outbox = new NoticeOutbox(_folder.File("file"));

        outbox.Add("a", Done);

        Assert.Single(outbox.All);
    }
}
