using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Training.Metrics;

/// <summary>Reads the entities of texts from tags that mark them as <see cref="EntityMarks"/> says.</summary>
internal sealed class EntityTags
{
    private readonly ImmutableArray<(bool Begins, string? Type)> _tags;

    private EntityTags(ImmutableArray<(bool Begins, string? Type)> tags) => _tags = tags;

    /// <summary>The tags by class number; null when the labels are none.</summary>
    public static EntityTags? Of(ImmutableArray<string> labels) => !EntityMarks.Are(labels)
        ? null
        : new([.. labels.Select(label => label == EntityMarks.Outside ? (false, null) : (label[0] == 'B', (string?)label[2..]))]);

    /// <summary>
    /// The entities of one text. As seqeval reads tags by default, <c>I</c> begins an entity where none of its type goes on.
    /// </summary>
    /// <param name="tags">The class numbers of the text's words.</param>
    public HashSet<EntitySpan> Spans(ReadOnlySpan<int> tags)
    {
        HashSet<EntitySpan> spans = [];
        var start = 0;
        string? open = null;
        for (var word = 0; word < tags.Length; word++)
        {
            var (begins, type) = _tags[tags[word]];
            if (open is not null && (begins || type != open))
            {
                spans.Add(new(start, word, open));
                open = null;
            }

            (start, open) = open is null ? (word, type) : (start, open);
        }

        if (open is not null)
        {
            spans.Add(new(start, tags.Length, open)); // no entity goes on in the next text
        }

        return spans;
    }
}
