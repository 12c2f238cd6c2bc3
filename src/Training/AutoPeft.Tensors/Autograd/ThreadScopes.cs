using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

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

    /// <summary>Opens a scope that leaves what was recorded in place.</summary>
    public ILocalScope OpenLocal()
    {
        _scopes++;
        return new LocalScope(this, _results.Count);
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

    /// <summary>Frees what is neither kept nor recorded; the rest goes to the enclosing scope, if there is one.</summary>
    private void CloseLocal(int start, List<Tensor> kept)
    {
        _scopes--;
        var end = start;
        for (var i = start; i < _results.Count; i++)
        {
            var result = _results[i];
            var isKept = kept.Contains(result);
            if (!isKept && result.Entry is null)
            {
                result.Free();
                continue;
            }

            if (!isKept)
            {
                result.Dispose();
            }

            _results[end++] = result;
        }

        var staying = _scopes > 0 ? end : start;
        _results.RemoveRange(staying, _results.Count - staying);
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

    private sealed class LocalScope(ThreadScopes owner, int start) : ILocalScope
    {
        private readonly List<Tensor> _kept = new(1);
        private bool _closed;

        public Tensor Keep(Tensor result)
        {
            _kept.Add(result);
            return result;
        }

        public void Dispose()
        {
            if (!_closed)
            {
                _closed = true;
                owner.CloseLocal(start, _kept);
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
