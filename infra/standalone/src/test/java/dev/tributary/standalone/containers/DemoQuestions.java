package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// The questions of `bin/tributary demo`, and what has to be in their answers. They are asked of
/// the sample's accounts alone: what else a test says is none of their business.
final class DemoQuestions {

    private static final String FAILOVER =
            "vkteams:1000000001/681000101@chat.agent/7412000724077172253";
    private static final List<String> SAMPLE =
            List.of("--account", "vkteams:1000000001", "--account", "telegram:7000000001");
    private static final String ACCOUNTS =
            "\"accounts\":[\"vkteams:1000000001\",\"telegram:7000000001\"]";

    private DemoQuestions() {}

    /// @param words of the command line
    private record Typed(List<String> words, String needle) {}

    /// @param arguments as JSON
    private record Called(String tool, String arguments, String needle) {}

    private static final List<Typed> TYPED =
            List.of(
                    new Typed(
                            List.of("search", "text", "кошки жёлтые ошейники", "--limit", "3"),
                            "серая кошка с желтым ошейником"),
                    new Typed(
                            List.of(
                                    "search",
                                    "semantic",
                                    "how do we recover when the database dies",
                                    "--limit",
                                    "3"),
                            "the Postgres replica took over"),
                    new Typed(
                            List.of(
                                    "search",
                                    "hybrid",
                                    "gravel bikes for commuters",
                                    "--limit",
                                    "3"),
                            "I would take the gravel bike"));

    private static final List<Called> CALLED =
            List.of(
                    new Called(
                            "search_text",
                            "{\"query\":\"кошки жёлтые ошейники\"," + ACCOUNTS + "}",
                            "кошка с желтым ошейником"),
                    new Called(
                            "search_semantic",
                            "{\"query\":\"how do we recover when the database dies\","
                                    + ACCOUNTS
                                    + "}",
                            FAILOVER),
                    new Called(
                            "search_hybrid",
                            "{\"query\":\"gravel bikes for commuters\"," + ACCOUNTS + "}",
                            "I would take the gravel bike"),
                    new Called(
                            "get_context",
                            "{\"context_type\":\"around\",\"ref\":\"" + FAILOVER + "\"}",
                            FAILOVER));

    static void areAnsweredByQueryCli(Installation installation) {
        for (Typed question : TYPED) {
            List<String> words = new ArrayList<>(question.words());
            words.addAll(SAMPLE);
            assertThat(installation.query(words.toArray(String[]::new)).toString())
                    .as(String.join(" ", words))
                    .contains(question.needle());
        }
        assertThat(installation.query("context", "around", FAILOVER).toString()).contains(FAILOVER);
    }

    static void areAnsweredByMcp(Installation installation) throws Exception {
        try (McpAgent agent = McpAgent.of(installation)) {
            for (Called question : CALLED) {
                assertThat(agent.call(question.tool(), question.arguments()))
                        .as(question.toString())
                        .contains(question.needle());
            }
        }
    }
}
