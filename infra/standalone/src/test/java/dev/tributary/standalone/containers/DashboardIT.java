package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard in infra/grafana, asked as Grafana asks: of a real Prometheus that reads the real
/// programs.
@InContainers
@Order(7)
class DashboardIT {

    private static final Pattern METRIC = Pattern.compile("\\btributary_\\w+|\\bup\\b");

    @Test
    void every_expression_has_an_answer_and_names_metrics_that_exist(Shared shared)
            throws Exception {
        // Given
        Installation installation = shared.withTown();
        Compose compose = installation.compose().with("--profile=observability");
        compose.run("up", "--wait", "prometheus");
        String prometheus = "http://" + compose.published("prometheus", 9090) + "/api/v1/";
        List<String> expressions = expressions(compose.checkout());
        await("Prometheus to read all programs")
                .atMost(Duration.ofSeconds(90))
                .until(() -> answer(prometheus, "up == 1").size() >= 5);

        // When
        DemoQuestions.areAnsweredByMcp(installation);
        DemoQuestions.areAnsweredByQueryCli(installation);

        // Then
        try (Town.Talk _ = installation.town().talk()) {
            for (String expression : expressions) {
                for (String metric :
                        METRIC.matcher(expression).results().map(MatchResult::group).toList()) {
                    awaitAnswer(prometheus, metric);
                }
                awaitAnswer(prometheus, expression);
            }
        }
        shared.figure(
                "expressions of the dashboard with an answer",
                Integer.toString(expressions.size()));
        compose.run("rm", "--stop", "--force", "prometheus");
    }

    /// Prometheus asks the programs only now and then.
    private static void awaitAnswer(String prometheus, String query) {
        await("an answer to: " + query)
                .atMost(Duration.ofSeconds(90))
                .until(() -> !answer(prometheus, query).isEmpty());
    }

    private static List<String> expressions(Path checkout) throws IOException {
        String dashboard =
                Files.readString(checkout.resolve("infra/grafana/dashboards/tributary.json"));
        List<String> expressions =
                JsonMapper.shared()
                        .readTree(dashboard)
                        .path("panels")
                        .valueStream()
                        .flatMap(panel -> panel.path("targets").valueStream())
                        .map(target ->
                                target.path("expr").asString("").replace("$__rate_interval", "1m"))
                        .toList();
        assertThat(expressions).isNotEmpty().doesNotContain("");
        return expressions;
    }

    /// The series of an instant query.
    private static JsonNode answer(String prometheus, String expression)
            throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        prometheus
                                + "query?query="
                                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode json =
                    JsonMapper.shared()
                            .readTree(
                                    http.send(
                                                    HttpRequest.newBuilder(uri).build(),
                                                    BodyHandlers.ofString())
                                            .body());
            assertThat(json.path("status").asString("")).as(json.toString()).isEqualTo("success");
            return json.path("data").path("result");
        }
    }
}
