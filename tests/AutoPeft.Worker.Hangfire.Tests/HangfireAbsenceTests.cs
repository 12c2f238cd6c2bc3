namespace AutoPeft.Worker.Hangfire.Tests;

public sealed class HangfireAbsenceTests
{
    [Fact]
    public void Tests_of_jobs_need_the_packages()
    {
#if !HANGFIRE
        Assert.Skip("Hangfire is not built in; './configure --with hangfire' builds it in where the feed has it.");
#endif
    }
}
