using System.Globalization;

namespace AutoPeft.Dashboard.Model;

/// <summary>The addresses of pages and streams, relative to the application's root.</summary>
internal static class Links
{
    public static string Study(string name) => $"sweeps/{Uri.EscapeDataString(name)}";

    /// <summary>A page of a study: <c>trials</c>, <c>placement</c>, and so on; empty for the first.</summary>
    public static string Study(string name, string page) => page.Length == 0 ? Study(name) : $"{Study(name)}/{page}";

    public static string Trial(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{Study(name)}/trials/{number}");

    public static string Api(string name) => $"api/v1/studies/{Uri.EscapeDataString(name)}";

    /// <summary>A file that a trial left behind.</summary>
    public static string File(string study, int trial, string path) => string.Create(
        CultureInfo.InvariantCulture, $"{Api(study)}/trials/{trial}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    public static string Events(string name) => $"{Api(name)}/events";

    /// <summary>An address with a query; parts without a value are left out.</summary>
    public static string With(string address, params IEnumerable<(string Key, string? Value)> query)
    {
        var parts = query.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}");

        return string.Join('&', parts) is { Length: > 0 } text ? $"{address}?{text}" : address;
    }
}
