using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Who wants to be told, in a file of the dashboard's folder that only its owner may read.</summary>
internal sealed class WebhookBook
{
    private const int ShortestSecret = 16;
    private const int Most = 50;

    private readonly string? _path;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal);
    private ImmutableArray<Webhook> _all;

    /// <summary>The book of a folder.</summary>
    /// <param name="folder">The folder, made with the first entry; null keeps them in memory.</param>
    public WebhookBook(string? folder)
    {
        _path = folder is null ? null : Path.Combine(folder, "webhooks.json");
        _all = _path is not null && File.Exists(_path)
            ? JsonSerializer.Deserialize<ImmutableArray<Webhook>>(File.ReadAllBytes(_path), JsonSerializerOptions.Web)
            : [];
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<Webhook> All => _all;

    /// <summary>The address of an id; null when there is none, or not any more.</summary>
    public Webhook? Find(string id) => _all.FirstOrDefault(hook => hook.Id == id);

    /// <summary>What an address answered last, in words; empty before the first post.</summary>
    public string LastAnswer(string id) => _answers.GetValueOrDefault(id, string.Empty);

    /// <summary>Notes what an address answered.</summary>
    public void Answered(string id, string answer) => _answers[id] = answer;

    /// <summary>Adds an address.</summary>
    /// <exception cref="InvalidInputException">Address or secret cannot be used; carries every fault.</exception>
    public Webhook Add(string address, string secret)
    {
        var faults = new FaultCollector();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http") || parsed.UserInfo.Length > 0)
        {
            faults.Add(new FaultPlace("address"), $"'{address}' is not an address to post to.", "Give one that begins with https://.");
        }

        if (secret.Length < ShortestSecret)
        {
            faults.Add(new FaultPlace("secret"), "The secret is too short.", $"Use at least {ShortestSecret} letters, as random as a key.");
        }

        if (_all.Length >= Most)
        {
            faults.Add(new FaultPlace("address"), $"There are {Most} already.", "Remove one.");
        }

        faults.ThrowIfAny();
        var hook = new Webhook(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), parsed!, secret);
        Change(all => all.Add(hook));
        return hook;
    }

    /// <summary>Removes an address.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string id)
    {
        var before = _all;
        Change(all => all.RemoveAll(hook => hook.Id == id));
        return before.Any(hook => hook.Id == id);
    }

    private void Change(Func<ImmutableArray<Webhook>, ImmutableArray<Webhook>> change)
    {
        lock (_writing)
        {
            _all = change(_all);
            if (_path is null)
            {
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            AtomicFile.WritePrivate(_path, stream => JsonSerializer.Serialize(stream, _all, JsonSerializerOptions.Web));
        }
    }
}
