namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>What a picture of a front shows; part of the page's address, so that it can be passed on.</summary>
public sealed record FrontRequest
{
    /// <summary>The key of the field that goes to the right; null for the second objective.</summary>
    public string? Across { get; init; }

    /// <summary>The key of the field that goes upwards; null for the first objective.</summary>
    public string? Up { get; init; }

    /// <summary>Whether the axis to the right is logarithmic; null as the objective is.</summary>
    public bool? IsAcrossLogarithmic { get; init; }

    /// <summary>Whether the axis upwards is logarithmic; null as the objective is.</summary>
    public bool? IsUpLogarithmic { get; init; }

    /// <summary>The part that is looked at; null for all.</summary>
    public PlotWindow? Window { get; init; }

    /// <summary>The request of an address's query.</summary>
    internal static FrontRequest Of(IQueryCollection query) => new()
    {
        Across = query["x"],
        Up = query["y"],
        IsAcrossLogarithmic = Scale(query["xscale"]),
        IsUpLogarithmic = Scale(query["yscale"]),
        Window = PlotWindow.Parse(query["window"]),
    };

    private static bool? Scale(string? text) => text switch { "log" => true, "linear" => false, _ => null };
}
