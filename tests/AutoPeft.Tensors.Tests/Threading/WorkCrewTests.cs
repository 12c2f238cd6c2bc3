using AutoPeft.Tensors.Threading;

namespace AutoPeft.Tensors.Tests.Threading;

public sealed class WorkCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_chunk_is_done_once(int threads)
    {
        using var crew = new WorkCrew(threads);
        var counts = new int[1000];

        crew.For(counts.Length, chunk => Interlocked.Increment(ref counts[chunk]));

        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Ranges_are_cut_alike_for_any_number_of_threads(int threads)
    {
        using var crew = new WorkCrew(threads);
        var ranges = new System.Collections.Concurrent.ConcurrentBag<(int, int)>();

        crew.ForRange(10, 4, (first, count) => ranges.Add((first, count)));

        Assert.Equal([(0, 4), (4, 4), (8, 2)], ranges.Order());
    }

    [Fact]
    public void One_thread_does_everything_on_the_callers()
    {
        using var crew = new WorkCrew(1);
        var caller = Environment.CurrentManagedThreadId;

        crew.For(5, _ => Assert.Equal(caller, Environment.CurrentManagedThreadId));
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_crew_goes_on()
    {
        using var crew = new WorkCrew(3);

        Assert.Throws<InvalidDataException>(() => crew.For(100, chunk =>
        {
            if (chunk == 57)
            {
                throw new InvalidDataException();
            }
        }));

        var done = 0;
        crew.For(100, _ => Interlocked.Increment(ref done));
        Assert.Equal(100, done);
    }

    [Fact]
    public void Work_within_work_is_done_by_whoever_asks()
    {
        using var crew = new WorkCrew(2);
        var done = 0;

        crew.For(4, _ => crew.For(5, _ => Interlocked.Increment(ref done)));

        Assert.Equal(20, done);
    }

    [Fact]
    public void Several_callers_may_come_at_once()
    {
        using var crew = new WorkCrew(2);
        var done = 0;
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                crew.For(5, _ => Interlocked.Increment(ref done));
            }
        })).ToArray();

        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());

        Assert.Equal(4 * 200 * 5, done);
    }
}
