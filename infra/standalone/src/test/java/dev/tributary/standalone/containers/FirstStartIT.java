package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What a user has a moment after `docker compose --profile demo up --wait` on a fresh clone.
@InContainers
@Order(1)
class FirstStartIT {

    @Test
    void every_service_is_healthy(Shared shared) {
        assertThat(Installation.SERVICES)
                .allMatch(service -> shared.installation().condition(service).isHealthy());
    }

    @Test
    void query_cli_answers_the_demos_questions(Shared shared) {
        DemoQuestions.areAnsweredByQueryCli(shared.installation());
    }

    @Test
    void the_services_daemon_answers_and_not_one_that_the_question_started(Shared shared) {
        DemoQuestions.areAnsweredByQueryCli(shared.installation());

        assertThat(shared.installation().query("daemon", "status").toString())
                .contains("\"pid\":1,");
    }

    @Test
    void agents_are_answered_over_http(Shared shared) throws Exception {
        DemoQuestions.areAnsweredByMcp(shared.installation());
    }

    @Test
    void an_agent_with_a_wrong_token_is_refused(Shared shared) throws Exception {
        String bridge = shared.installation().compose().published("mcp", 8931);
        try (McpAgent stranger = new McpAgent(bridge, "wrong")) {
            assertThat(stranger.say("{}").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void status_has_nothing_to_complain_about(Shared shared) {
        shared.installation().awaitWellness();
    }
}
