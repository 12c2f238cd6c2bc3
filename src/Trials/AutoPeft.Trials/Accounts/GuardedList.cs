using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Trials.Accounts;

/// <summary>A small list in a file that only its owner may read. Several processes may change it, such as the command line beside the dashboard: one at a time, so that no change is lost.</summary>
/// <remarks>The lock beside the file is the system's: the death of its process, however it comes, frees it.</remarks>
/// <typeparam name="T">What is kept, as JSON.</typeparam>
/// <param name="path">The file, made with its folder by the first change; null keeps the list in memory.</param>
/// <param name="time">What waits while another process writes.</param>
public sealed class GuardedList<T>(string? path, TimeProvider time)
{
    private const int Tries = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    private readonly Lock _writing = new();
    private ImmutableArray<T> _inMemory = [];

    /// <summary>The list as it is now.</summary>
    /// <remarks>Small enough to be read whole each time: the time of its last change does not tell two changes of one moment apart.</remarks>
    public ImmutableArray<T> Read() => path is null ? _inMemory
        : File.Exists(path) ? JsonSerializer.Deserialize<ImmutableArray<T>>(File.ReadAllBytes(path), Json) : [];

    /// <summary>Changes the list; durable when it returns.</summary>
    /// <param name="change">The new list of the one that is there; null leaves it as it is.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    /// <returns>Whether it was changed.</returns>
    /// <exception cref="IOException">Another process has it for half a minute, or the folder cannot be written.</exception>
    public async Task<bool> ChangeAsync(Func<ImmutableArray<T>, ImmutableArray<T>?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);

        await using var held = path is null ? null : await HoldAsync(path, cancellationToken);
        lock (_writing)
        {
            if (change(Read()) is not { } changed)
            {
                return false;
            }

            Write(changed);
            return true;
        }
    }

    private void Write(ImmutableArray<T> changed)
    {
        if (path is null)
        {
            _inMemory = changed;
            return;
        }

        AtomicFile.WritePrivate(path, stream => JsonSerializer.Serialize(stream, changed, Json));
    }

    private async Task<FileStream> HoldAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        for (var left = Tries; ; left--)
        {
            try
            {
                return new(Path.ChangeExtension(file, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
