using AutoPeft.Tensors.TorchSharp.Operations;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>What one thread has open on one engine: steps, parts to be computed again, and the mask of the current batch.</summary>
internal sealed class ThreadSteps : IDisposable
{
    private readonly List<RecomputedPart> _parts = [];
    private int _steps;
    private bool _recomputing;

    /// <summary>Whether a part computed now may be computed again later: a step is open that will let go of it.</summary>
    public bool MayRecompute => _steps > 0 && !_recomputing && torch.is_grad_enabled();

    /// <summary>The parts of the open steps that a backward pass has to compute again, in the order of the forward pass.</summary>
    public IReadOnlyList<RecomputedPart> Parts => _parts;

    /// <summary>The mask that was used last: all layers of a batch use one.</summary>
    public VisibleKeys? Mask { get; private set; }

    public void Add(RecomputedPart part) => _parts.Add(part);

    public void Remember(VisibleKeys mask)
    {
        Mask?.Dispose();
        Mask = mask;
    }

    /// <summary>Opens a step; returns what <see cref="CloseStep"/> must be given.</summary>
    public int OpenStep()
    {
        _steps++;
        return _parts.Count;
    }

    public void CloseStep(int parts)
    {
        for (var i = parts; i < _parts.Count; i++)
        {
            _parts[i].Dispose();
        }

        _parts.RemoveRange(parts, _parts.Count - parts);
        _steps--;
        if (_steps == 0)
        {
            Mask?.Dispose();
            Mask = null;
        }
    }

    /// <summary>Runs a part again, in which nothing is put off once more.</summary>
    public void Again(Action part)
    {
        _recomputing = true;
        try
        {
            part();
        }
        finally
        {
            _recomputing = false;
        }
    }

    public void Dispose()
    {
        CloseStep(0);
        Mask?.Dispose();
        Mask = null;
    }
}
