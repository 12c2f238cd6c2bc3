using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Tests.Hosting;

public sealed class ErrorReportTests
{
    public static TheoryData<Exception, int, string> Kinds => new()
    {
        { new InvalidInputException(new FaultPlace("a.yaml"), "It is wrong.", "Mend it."), 2, "bad_input" },
        { new FileNotFoundException("no such file"), 3, "not_found" },
        { new CommandFailure(ExitCode.VerificationFailed, "It differs.", "Export again."), 4, "verification_failed" },
        { new IOException("No space left on device"), 5, "unavailable" },
        { new UnauthorizedAccessException("denied"), 5, "unavailable" },
        { new InsufficientMemoryException("no room"), 5, "unavailable" },
        { new AggregateException(new InsufficientMemoryException("no room in one of the threads")), 5, "unavailable" },
        { new OperationCanceledException(), 130, "cancelled" },
        { new InvalidOperationException("a bug"), 1, "unexpected" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_exception_has_its_exit_code(Exception exception, int code, string kind)
    {
        var report = ErrorReport.Of(exception);

        Assert.Equal((code, kind), (report.ExitCode, report.Kind));
    }

    [Fact]
    public void All_faults_are_reported_with_their_places()
    {
        var report = ErrorReport.Of(new InvalidInputException(
        [
            new Fault(new FaultPlace("a.yaml", 3, 5), "There is no key 'mdoel'.", "Did you mean 'model'?"),
            new Fault(new FaultPlace("data.tsv", 7), "The row has 2 columns.", "Give it 3."),
        ]));

        Assert.Equal(
            ["a.yaml:3:5: There is no key 'mdoel'. Did you mean 'model'?", "data.tsv:7: The row has 2 columns. Give it 3."],
            report.Faults.Select(fault => fault.ToString()));
    }
}
