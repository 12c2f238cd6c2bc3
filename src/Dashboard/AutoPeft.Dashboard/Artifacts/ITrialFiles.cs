namespace AutoPeft.Dashboard.Artifacts;

/// <summary>Knows where the files of trials are on this machine. The host gives it.</summary>
public interface ITrialFiles
{
    /// <summary>The folder of what a trial left behind; null when it is not on this machine.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    string? FolderOf(string study, int trial);

    /// <summary>What the process of an attempt printed, first to last; nothing where nothing was kept here.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    IEnumerable<AttemptLine> ReadLog(string study, int trial, int attempt);
}
