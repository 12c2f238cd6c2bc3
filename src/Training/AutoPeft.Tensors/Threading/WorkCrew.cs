using System.Runtime.ExceptionServices;

namespace AutoPeft.Tensors.Threading;

/// <summary>Threads that share the chunks of one operation at a time.</summary>
/// <remarks>
/// How work is cut into chunks depends on the work alone, never on the number of threads, and chunks write to places of
/// their own: so results are the same bits for any number of threads. When the crew is busy with another caller's
/// operation, the caller does all chunks itself. With one thread there is no crew and no hand-over at all.
/// </remarks>
internal sealed class WorkCrew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _end = new(0);
    private Action<int>? _work;
    private int _chunks;
    private int _next;
    private int _busy;
    private volatile bool _stopping;
    private Exception? _failure;

    /// <summary>A crew in which <paramref name="threads"/> threads work, the caller's included.</summary>
    public WorkCrew(int threads)
    {
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new(Serve) { IsBackground = true, Name = $"tensor worker {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Cuts 0 to <paramref name="count"/> into ranges of <paramref name="grain"/> and does each: (first, length).</summary>
    public void ForRange(int count, int grain, Action<int, int> body)
    {
        if (count <= grain || _threads.Length == 0)
        {
            for (var first = 0; first < count; first += grain)
            {
                body(first, Math.Min(grain, count - first));
            }

            return;
        }

        For(((count - 1) / grain) + 1, chunk => body(chunk * grain, Math.Min(grain, count - (chunk * grain))));
    }

    /// <summary>Does <paramref name="work"/> for every number from 0 to <paramref name="chunks"/> − 1, in any order.</summary>
    public void For(int chunks, Action<int> work)
    {
        if (chunks > 1 && _threads.Length > 0 && Interlocked.Exchange(ref _busy, 1) == 0)
        {
            try
            {
                Share(chunks, work);
            }
            finally
            {
                Volatile.Write(ref _busy, 0);
            }

            return;
        }

        for (var chunk = 0; chunk < chunks; chunk++)
        {
            work(chunk);
        }
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        _stopping = true;
        if (_threads.Length > 0)
        {
            _begin.Release(_threads.Length);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _begin.Dispose();
        _end.Dispose();
    }

    private void Share(int chunks, Action<int> work)
    {
        var helpers = Math.Min(_threads.Length, chunks - 1);
        (_work, _chunks, _next, _failure) = (work, chunks, 0, null);
        _begin.Release(helpers);
        TakeChunks();
        for (var i = 0; i < helpers; i++)
        {
            _end.Wait();
        }

        _work = null;
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Serve()
    {
        while (true)
        {
            _begin.Wait();
            if (_stopping)
            {
                return;
            }

            TakeChunks();
            _end.Release();
        }
    }

    private void TakeChunks()
    {
        try
        {
            int chunk;
            while ((chunk = Interlocked.Increment(ref _next) - 1) < _chunks)
            {
                _work!(chunk);
            }
        }
        catch (Exception failure)
        {
            _failure = failure; // thrown on the caller's thread: here it would end the process
        }
    }
}
