namespace AutoPeft.Dashboard.Model;

/// <summary>The addresses of pages and streams, relative to the application's root.</summary>
internal static class Links
{
    public static string Study(string name) => $"sweeps/{Uri.EscapeDataString(name)}";

    public static string Trial(string name, int number) => $"{Study(name)}/trials/{number}";

    public static string Events(string name) => $"api/v1/studies/{Uri.EscapeDataString(name)}/events";
}
