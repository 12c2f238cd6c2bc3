using AutoPeft.Dashboard.Audit;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Audit;

public sealed class AuditLogTests
{
    [Fact]
    public void What_another_process_writes_is_seen_and_what_a_crash_tore_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        var (log, other) = (new AuditLog(folder.Path), new AuditLog(folder.Path));
        log.Add(Entry("first"));
        other.Add(Entry("second"));
        File.AppendAllText(Path.Combine(folder.Path, "audit.jsonl"), "{\"at\":\"2026-\nnonsense\n");
        other.Add(Entry("third"));
        File.AppendAllText(Path.Combine(folder.Path, "audit.jsonl"), "{\"half a li");

        Assert.Equal(["third", "second", "first"], log.Latest.Select(entry => entry.What));
        Assert.Equal(["third", "second", "first"], log.Latest.Select(entry => entry.What));
        Assert.Equal(3, new AuditLog(folder.Path).Latest.Count());
    }

    [Fact]
    public void The_latest_are_kept_in_memory()
    {
        var log = new AuditLog(null);
        for (var i = 0; i < 2100; i++)
        {
            log.Add(Entry($"{i}"));
        }

        Assert.Equal((2000, "2099"), (log.Latest.Count(), log.Latest.First().What));
    }

    private static AuditEntry Entry(string what) => new(DateTimeOffset.UnixEpoch, "anna", "here", what, 200);
}
