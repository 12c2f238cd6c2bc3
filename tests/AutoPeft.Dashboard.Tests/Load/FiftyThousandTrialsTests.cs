using System.Globalization;
using AutoPeft.Dashboard.Tests.Browsing;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Load;

/// <summary>
/// Measures the dashboard with fifty thousand trials. Asked for by name, since it takes minutes:
/// <c>dotnet run -c Release --project tests/AutoPeft.Dashboard.Tests -- --explicit only --filter-class '*FiftyThousandTrialsTests'</c>.
/// </summary>
public sealed class FiftyThousandTrialsTests(ITestOutputHelper output)
{
    private const int Trials = 50_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_sweep_is_painted_in_a_second_and_a_half_and_zoomed_without_long_frames()
    {
        using var folder = new TemporaryFolder();
        await using var store = new JournalTrialStore(folder.Path, TimeProvider.System);
        await store.ImportStudyAsync([.. History()], Token);
        await using var host = await DashboardHost.BuildAsync(new(Port: 0), store, cancellationToken: Token);
        await host.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = new(host.Urls.First()) };
        await TimeAsync("first answer, journal read", () => client.GetStringAsync("/sweeps/large", Token));
        foreach (var address in new[] { "/sweeps/large", "/sweeps/large/trials?sort=-accuracy", "/sweeps/large/trials?filter=accuracy>0.6 front:no", "/sweeps/large/placement", "/sweeps/large/analysis", "/api/v1/studies/large" })
        {
            await TimeAsync(address, () => client.GetStringAsync(address, Token));
        }

        await using var browser = await Browsers.StartAsync(Token);
        using var page = await browser.OpenAsync(new(client.BaseAddress, "sweeps/large"), Token);
        var paint = (double)(await page.EvaluateAsync("performance.getEntriesByName('first-contentful-paint')[0].startTime", Token))!;
        var longest = (double)(await page.EvaluateAsync(LongestFrame, Token))!;
        var memory = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        Write($"first contentful paint {paint:0} ms, longest frame while zooming {longest:0} ms, managed memory of the server {memory:0} MB");
        await host.StopAsync(Token);

        Assert.True(paint <= 1500, $"{paint} ms");
        Assert.True(memory <= 500, $"{memory} MB");
        Assert.True(longest <= 100, $"{longest} ms");
    }

    // Turns the wheel forty times over two seconds and watches the time between frames.
    private const string LongestFrame = """
        new Promise(done => {
          const chart = document.getElementById('front'); const box = chart.getBoundingClientRect();
          let last = performance.now(), longest = 0, turns = 0;
          const frame = now => {
            longest = Math.max(longest, now - last); last = now;
            if (++turns <= 40) {
              chart.dispatchEvent(new WheelEvent('wheel', { deltaY: turns % 2 ? -50 : 50, clientX: box.x + 200, clientY: box.y + 100, bubbles: true, cancelable: true }));
            }
            if (turns < 120) { requestAnimationFrame(frame); } else { done(longest); }
          };
          requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
        })
        """;

    private static IEnumerable<StudyEvent> History()
    {
        var sequence = 0L;
        StudyEvent Next(StudyEvent happened) => happened with { Sequence = ++sequence, At = Start.AddSeconds(sequence) };
        yield return Next(new StudyCreated(SampleStudies.Header("large") with { Definition = "budget: { trials: 60000 }" }));
        for (var i = 0; i < Trials; i++)
        {
            var accuracy = 0.5 + (0.4 * (i * 7919 % 10_007) / 10_007.0);
            var parameters = 1000.0 + (i * 104_729L % 1_000_003);
            yield return Next(new TrialQueued(i, new(ConfigurationOf(i), i)));
            yield return Next(new TrialLeased(i, 1, i + 1, $"worker-{i % 8}"));
            yield return Next(new TrialStarted(i));
            yield return Next(new TrialFinished(i, new(TrialState.Completed, string.Empty)
            {
                Values = [accuracy, parameters],
                Metrics = TrialOutcome.Completed([KeyValuePair.Create("accuracy", accuracy), KeyValuePair.Create("trainable_parameters", parameters), KeyValuePair.Create("loss", 1 - accuracy)]).Metrics,
            }));
        }
    }

    private static Configuration ConfigurationOf(int number) => new(
        Enumerable.Range(0, 12).Select(layer => KeyValuePair.Create($"layer.{layer}", ParameterValue.Of((number >> layer & 1) == 1)))
            .Append(KeyValuePair.Create("lora.rank", ParameterValue.Of(1 + (number % 16)))).Append(KeyValuePair.Create("learning_rate", ParameterValue.Of(0.0001 * (1 + (number % 97))))));

    private async Task TimeAsync(string what, Func<Task<string>> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        var text = await work();
        Write($"{what}: {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms, {text.Length / 1000} kB");
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
