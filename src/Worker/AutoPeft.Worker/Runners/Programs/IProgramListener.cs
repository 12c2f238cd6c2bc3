namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Talks with a program while it runs, line by line.</summary>
internal interface IProgramListener
{
    /// <summary>Takes a line of its standard output, without the line end.</summary>
    Task<Heard> HearAsync(string line, CancellationToken cancellationToken);

    /// <summary>Takes a line of its standard error.</summary>
    void HearError(string line);
}
