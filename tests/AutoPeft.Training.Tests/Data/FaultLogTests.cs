using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class FaultLogTests
{
    [Fact]
    public void The_first_faults_are_listed_and_the_others_counted()
    {
        var log = new FaultLog("a.tsv");
        for (var line = 1; line <= FaultLog.Limit + 3; line++)
        {
            log.Add(line, "Wrong.", "Correct it.");
        }

        var faults = log.Faults().ToArray();

        Assert.Equal(FaultLog.Limit + 1, faults.Length);
        Assert.Equal("… and 3 more.", faults[^1].Message);
        Assert.Equal("a.tsv:1: Wrong. Correct it.", faults[0].ToString());
    }
}
