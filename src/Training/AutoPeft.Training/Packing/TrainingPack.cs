using AutoPeft.Models;

namespace AutoPeft.Training.Packing;

/// <summary>Trainings that go through one frozen model together, until the last of them is over.</summary>
internal sealed class TrainingPack
{
    private readonly ITransformer _model;
    private readonly Lock _gate = new();
    private readonly List<PackMember> _waiting;
    private readonly List<PackMember> _members = [];
    private int _together = int.MaxValue;

    /// <summary>A pack with its first training, which begins at once.</summary>
    public TrainingPack(ITransformer model, PackMember first)
    {
        _model = model;
        _waiting = [first];
        Count = 1;
        Ended = Task.Run(RunAsync);
    }

    /// <summary>The trainings in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether its last training is over: nothing can join any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Done when its last training is over. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Lets a training join before the next step.</summary>
    /// <returns>Whether it could: a pack may be full, closed, or another model's.</returns>
    public bool TryAdd(ITransformer model, int size, PackMember member)
    {
        lock (_gate)
        {
            if (IsClosed || Count >= size || model != _model)
            {
                return false;
            }

            _waiting.Add(member);
            Count++;

            return true;
        }
    }

    private async Task RunAsync()
    {
        while (Admit())
        {
            try
            {
                await GoOnAsync();
            }
            catch (Exception fault)
            {
                foreach (var member in _members.Where(member => !member.IsOver))
                {
                    member.Fail(fault);
                }
            }
        }
    }

    /// <summary>Lets those in that wait, and those out that are over; closes when nobody is left.</summary>
    private bool Admit()
    {
        lock (_gate)
        {
            Count -= _members.RemoveAll(member => member.IsOver);
            _members.AddRange(_waiting);
            _waiting.Clear();
            IsClosed = _members.Count == 0;

            return !IsClosed;
        }
    }

    /// <summary>Measures those whose measurement is due, and takes a step with the others.</summary>
    private async Task GoOnAsync()
    {
        foreach (var member in _members)
        {
            await member.CheckAsync();
        }

        var measured = _members.Where(member => !member.IsOver && member.Session.IsMeasurementDue).ToArray();
        var stepping = _members.Where(member => !member.IsOver && !member.Session.IsMeasurementDue).ToArray();
        var passes = Together(measured, PackedWork.Measure);
        foreach (var (member, evaluation) in passes)
        {
            await member.CloseAsync(evaluation.Close());
        }

        foreach (var (member, step) in Together(stepping, PackedWork.Differentiate))
        {
            await member.StepAsync(step);
        }
    }

    /// <summary>Does something with as many at once as memory allows. What is done must bear being done again.</summary>
    private List<(PackMember Member, T Result)> Together<T>(
        IEnumerable<PackMember> members, Func<ITransformer, IReadOnlyList<PackMember>, IReadOnlyList<T>> work)
    {
        List<(PackMember, T)> done = [];
        var rest = members.ToArray();
        while (rest.Length > 0)
        {
            var part = rest[..Math.Min(_together, rest.Length)];
            try
            {
                done.AddRange(part.Zip(work(_model, part)));
                rest = rest[part.Length..];
            }
            catch (Exception fault) when (_model.Engine.OutOfMemoryWords(fault) is not null)
            {
                rest = Smaller(part, fault) ? rest : rest[1..];
            }
        }

        return done;
    }

    /// <summary>Takes fewer at once from now on; a training that does not fit alone ends.</summary>
    /// <returns>Whether there is something to try again.</returns>
    private bool Smaller(PackMember[] part, Exception fault)
    {
        foreach (var member in part)
        {
            member.Session.ForgetGradients();
        }

        if (part.Length == 1)
        {
            part[0].Fail(fault);
            return false;
        }

        _together = part.Length / 2;

        return true;
    }
}
