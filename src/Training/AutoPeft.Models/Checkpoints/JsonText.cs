using System.Text.Json;

namespace AutoPeft.Models.Checkpoints;

/// <summary>Texts of JSON from outside, which may hold escapes such as <c>\ud800</c> that are no character.</summary>
internal static class JsonText
{
    /// <summary>The text; null when the value is none.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a property; null when it is no text.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
