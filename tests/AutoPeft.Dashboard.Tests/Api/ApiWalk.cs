using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Api;

/// <summary>Requests that use every address of the API at least once, in an order in which each has something to answer. Words in braces are taken from answers before.</summary>
internal static class ApiWalk
{
    public const string Box = "name: box\nparameters: { rate: { float: [0, 1] }, size: { integer: [1, 8] } }\nobjectives: [error]\nsampler: random\nbudget: { trials: 40 }\n";

    public static IEnumerable<ApiStep> Steps() => [.. Readings(), .. Insights(), .. Writings(), .. Trainers(), .. Administration(), .. Refusals(), .. Endings()];

    private static IEnumerable<ApiStep> Readings() =>
    [
        new("GET /studies", "/studies"),
        new("GET /studies", "/studies?size=1"),
        new("GET /studies/{name}", "/studies/sample"),
        new("GET /studies/{name}/front", "/studies/sample/front"),
        new("GET /studies/{name}/hypervolume", "/studies/sample/hypervolume"),
        new("GET /studies/{name}/placement", "/studies/sample/placement"),
        new("GET /studies/{name}/definition", "/studies/sample/definition"),
        new("GET /studies/{name}/trials", "/studies/sample/trials?filter=state:completed&sort=-accuracy&size=2"),
        new("GET /studies/{name}/trials.csv", "/studies/sample/trials.csv?columns=accuracy"),
        new("GET /studies/{name}/trials/{number}", "/studies/sample/trials/0"),
        new("GET /studies/{name}/trials/{number}", "/studies/sample/trials/1"),
        new("GET /studies/{name}/trials/{number}", "/studies/sample/trials/2"),
        new("GET /studies/{name}/choice", "/studies/sample/choice"),
        new("GET /studies/{name}/choice", "/studies/sample/choice?want=accuracy&limits=trainable_parameters<=1e9"),
        new("GET /studies/{name}/trials/{number}/exports", "/studies/sample/trials/0/exports"),
        new("GET /studies/{name}/trials/{number}/exports/{format}.zip", "/studies/sample/trials/0/exports/peft.zip"),
        new("GET /studies/{name}/history", "/studies/sample/history?size=3"),
        new("GET /studies/{name}/trials/{number}/files", "/studies/sample/trials/0/files"),
        new("GET /studies/{name}/trials/{number}/files/{path}", "/studies/sample/trials/0/files/weights"),
        new("GET /studies/{name}/trials/{number}/attempts/{attempt}/log", "/studies/sample/trials/0/attempts/1/log"),
        new("GET /workers", "/workers"),
        new("GET /queue", "/queue?size=1"),
        new("GET /me", "/me"),
    ];

    private static IEnumerable<ApiStep> Insights() =>
    [
        new("POST /studies", "/studies", new { text = Box }, 201),
        .. Enumerable.Range(0, 24).Select(i => new ApiStep(
            "POST /studies/{name}/results", "/studies/box/results", new { configuration = new { rate = (i * 37 % 24) / 24.0, size = 1 + (i % 8) }, result = new { error = Math.Abs(((i * 37 % 24) / 24.0) - 0.3) + (0.01 * (i % 8)) } }, 201)),
        new("GET /studies/{name}/importances", "/studies/box/importances"),
        new("GET /studies/{name}/importances", "/studies/box/importances?objective=error"),
        new("GET /studies/{name}/slice", "/studies/box/slice?parameter=rate"),
        new("GET /studies/{name}/contour", "/studies/box/contour?x=rate&y=size&objective=error"),
        new("GET /studies/{name}/distribution", "/studies/box/distribution"),
        new("GET /studies/{name}/correlations", "/studies/box/correlations"),
        new("GET /studies/{name}/surrogate", "/studies/box/surrogate"),
        new("GET /studies/{name}/certainty", "/studies/box/certainty"),
        new("POST /studies", "/studies", new { text = Box.Replace("name: box", "name: other", StringComparison.Ordinal) }, 201),
        new("GET /comparison", "/comparison?study=box&study=other"),
    ];

    private static IEnumerable<ApiStep> Writings() =>
    [
        new("POST /spaces/check", "/spaces/check", new { text = Box }),
        new("POST /spaces/check", "/spaces/check", new { text = "name: [" }),
        new("POST /studies/{name}/pause", "/studies/sample/pause", null, 204),
        new("POST /studies/{name}/drain", "/studies/sample/drain", null, 204),
        new("POST /studies/{name}/resume", "/studies/sample/resume", null, 204),
        new("PATCH /studies/{name}", "/studies/sample", new { trials = 50 }, 204),
        new("POST /studies/{name}/trials", "/studies/sample/trials", new { configuration = new Dictionary<string, object> { ["lora.rank"] = 7, ["layer.0"] = true, ["schedule"] = "linear" }, label = "mine" }, 201),
        new("POST /studies/{name}/trials/{number}/retry", "/studies/sample/trials/1/retry", null, 204),
        new("POST /studies/{name}/trials/{number}/cancel", "/studies/sample/trials/2/cancel", null, 204),
        new("POST /studies/{name}/batch", "/studies/sample/batch", new { command = "cancel", filter = "state:queued" }),
        new("PUT /studies/{name}/trials/{number}/annotation", "/studies/sample/trials/0/annotation", new { note = "good", tags = new[] { "keep" }, version = 0 }),
        new("POST /workers/{name}/drain", "/workers/worker-1/drain", null, 204),
    ];

    private static IEnumerable<ApiStep> Trainers() =>
    [
        new("POST /studies/{name}/ask", "/studies/box/ask", new { trainer = "gpu" }),
        new("GET /queue", "/queue"),
        new("POST /studies/{name}/trials/{number}/report", "/studies/box/trials/{trial}/report", new { lease = "{lease}", step = 1, metrics = new { error = 0.5 } }),
        new("POST /studies/{name}/trials/{number}/tell", "/studies/box/trials/{trial}/tell", new { lease = "{lease}", result = new { error = 0.5 } }),
        new("POST /studies/{name}/ask", "/studies/box/ask", new { trainer = "gpu" }),
        new("POST /studies/{name}/trials/{number}/release", "/studies/box/trials/{trial}/release", new { lease = "{lease}", reason = "enough" }),
    ];

    private static IEnumerable<ApiStep> Administration() =>
    [
        new("POST /keys", "/keys", new { name = "robot", role = "viewer" }, 201),
        new("GET /keys", "/keys"),
        new("DELETE /keys/{id}", "/keys/{id}", null, 204),
        new("POST /users", "/users", new Dictionary<string, string> { ["name"] = "anna", ["role"] = "viewer", ["password"] = "correct horse battery" }, 201),
        new("GET /users", "/users"),
        new("PATCH /users/{name}", "/users/anna", new { role = "operator" }, 204),
        new("DELETE /users/{name}", "/users/anna", null, 204),
        new("POST /webhooks", "/webhooks", new { address = "https://example.org/hook", secret = "0123456789abcdef" }, 201),
        new("GET /webhooks", "/webhooks"),
        new("DELETE /webhooks/{id}", "/webhooks/{id}", null, 204),
        new("GET /audit", "/audit?size=3"),
        new("PUT /me/password", "/me/password", new { current = "x", password = "y" }, 403),
    ];

    // Each with a body of problem details.
    private static IEnumerable<ApiStep> Refusals() =>
    [
        new("GET /studies/{name}", "/studies/none", null, 404),
        new("GET /studies/{name}/trials", "/studies/sample/trials?filter=acuracy>1", null, 400),
        new("GET /studies/{name}/slice", "/studies/box/slice?parameter=nothing", null, 400),
        new("GET /studies/{name}/slice", "/studies/box/slice", null, 400),
        new("GET /studies/{name}/contour", "/studies/box/contour?x=rate&y=size&objective=eror", null, 400),
        new("GET /studies/{name}/importances", "/studies/sample/importances", null, 409),
        new("GET /comparison", "/comparison?study=box&study=none", null, 400),
        new("GET /comparison", "/comparison?study=box&study=sample", null, 400),
        new("GET /studies/{name}/choice", "/studies/sample/choice?limits=accuracy>=2", null, 404),
        new("POST /studies/{name}/batch", "/studies/sample/batch", new { command = "delete" }, 400),
        new("POST /studies", "/studies", new { text = "name: [" }, 400),
        new("POST /studies/{name}/trials/{number}/retry", "/studies/sample/trials/0/retry", null, 409),
    ];

    private static IEnumerable<ApiStep> Endings() =>
    [
        new("POST /studies/{name}/stop", "/studies/sample/stop", null, 204),
        new("DELETE /studies/{name}", "/studies/box", null, 204),
    ];

    /// <summary>Fills in what earlier answers gave.</summary>
    public static string Fill(string text, JsonNode? given) => text
        .Replace("{lease}", (string?)given?["trial"]?["lease"] ?? string.Empty, StringComparison.Ordinal)
        .Replace("{trial}", given?["trial"]?["number"]?.ToJsonString() ?? string.Empty, StringComparison.Ordinal)
        .Replace("{id}", (string?)given?["id"] ?? string.Empty, StringComparison.Ordinal);
}
