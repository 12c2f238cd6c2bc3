using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Rendering;
using Spectre.Console;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class SweepWidgetTests
{
    [Fact]
    public void Bar_time_left_trials_under_way_front_and_events_are_drawn()
    {
        var text = Draw(View(2), 80);

        Assert.Contains("search 12/24 ━━━━━━━━━━──────────", text, StringComparison.Ordinal);
        Assert.Contains("52 %  1 min 42 s, about 1 min 35 s left", text, StringComparison.Ordinal);
        Assert.Contains("training trial 12 60 %", text, StringComparison.Ordinal);
        Assert.Contains("★ 1", text, StringComparison.Ordinal);
        Assert.Contains("trial 11 completed", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Nothing_is_wider_than_the_terminal(int width) =>
        Assert.All(Draw(View(30), width).Split('\n'), line => Assert.InRange(line.Length, 0, width));

    [Fact]
    public void A_long_front_is_thinned_but_keeps_its_ends_and_the_knee()
    {
        var text = Draw(View(30), 100);

        Assert.InRange(text.Split('\n').Length, 10, 20);
        Assert.All(["    0 ", "  ★ 1 ", "   29 "], cell => Assert.Contains(cell, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Before_the_first_trial_there_is_only_the_bar()
    {
        var text = Draw(View(0) with { Done = 0, Running = [], Remaining = null, Events = [] }, 80);

        Assert.Single(text.Trim('\n').Split('\n'));
    }

    private static SweepView View(int front) => new()
    {
        Phase = "search",
        Done = 12,
        Total = 24,
        Running = [(12, 0.6)],
        Elapsed = TimeSpan.FromSeconds(102),
        Remaining = TimeSpan.FromSeconds(95),
        Front = new(
            "quickstart",
            [new("accuracy", "maximize", null), new("trainable_parameters", "minimize", "parameters")],
            [.. Enumerable.Range(0, front).Select(Trial)],
            [],
            0.8,
            [],
            1),
        Events = ["trial 11 completed in 6.1 s: accuracy 0.8123, trainable parameters 18,432 (layers 0-2; serial adapter 8; lora 4; lr 0.001)"],
    };

    private static TrialDocument Trial(int number) => new()
    {
        Number = number,
        Origin = "sampler",
        Configuration = new JsonObject { ["layer.0"] = true, ["serial_adapter.bottleneck_size"] = 8, ["learning_rate"] = 0.001 },
        Objectives = new JsonObject { ["accuracy"] = 0.9 - (number * 0.01), ["trainable_parameters"] = 100_000.0 / (number + 1) },
        State = "completed",
        Seconds = 6.1,
    };

    private static string Draw(SweepView view, int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(SweepWidget.Draw(view));

        return writer.ToString();
    }
}
