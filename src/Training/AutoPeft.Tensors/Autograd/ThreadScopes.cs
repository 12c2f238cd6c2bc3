using AutoPeft.Tensors.Engines;

namespace AutoPeft.Tensors.Autograd;

/// <summary>What one thread has open on one engine: step scopes, no-gradient sections, and lists kept for the next backward pass.</summary>
internal sealed class ThreadScopes
{
    private readonly List<ManagedTensor> _results = [];
    private readonly List<ManagedTensor> _pending = [];
    private int _scopes;
    private int _noGradient;

    /// <summary>Whether operations on this thread are recorded.</summary>
    public bool Records => _noGradient == 0;

    /// <summary>The tensors a backward pass still has to visit. Empty between passes.</summary>
    public List<ManagedTensor> Pending => _pending;

    /// <summary>Puts a result under the innermost scope, if one is open.</summary>
    public void Add(ManagedTensor result)
    {
        if (_scopes > 0)
        {
            _results.Add(result);
        }
    }

    /// <summary>Opens a scope.</summary>
    public IDisposable Open()
    {
        _scopes++;
        return new StepScope(this, _results.Count);
    }

    /// <summary>Stops recording until the result is disposed.</summary>
    public IDisposable Pause()
    {
        _noGradient++;
        return new NoGradientSection(this);
    }

    private void Close(int start)
    {
        for (var i = _results.Count - 1; i >= start; i--)
        {
            _results[i].Free();
        }

        _results.RemoveRange(start, _results.Count - start);
        _scopes--;
    }

    private sealed class StepScope(ThreadScopes owner, int start) : IDisposable
    {
        private bool _closed;

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                owner.Close(start);
            }
        }
    }

    private sealed class NoGradientSection(ThreadScopes owner) : IDisposable
    {
        private bool _closed;

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                owner._noGradient--;
            }
        }
    }
}
