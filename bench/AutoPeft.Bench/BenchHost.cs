using System.CommandLine;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Bench;

/// <summary>Runs one command line to its end, with the exit codes of <c>autopeft</c>.</summary>
internal static class BenchHost
{
    private const int Unexpected = 1;
    private const int BadInput = 2;
    private const int Cancelled = 130;

    /// <summary>Runs it; what went wrong goes to standard error.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, TextWriter errors)
    {
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = errors });

            return parsed.Errors.Count > 0 ? BadInput : code;
        }
        catch (InvalidInputException invalid)
        {
            foreach (var fault in invalid.Faults)
            {
                await errors.WriteLineAsync($"autopeft: {fault}");
            }

            return BadInput;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (Exception fault)
        {
            await errors.WriteLineAsync(fault.ToString());

            return Unexpected;
        }
    }
}
